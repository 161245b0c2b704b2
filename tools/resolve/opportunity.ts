import { getCustomer } from '../../domain/crm/customers/get-customer.ts';
import { getOpportunity } from '../../domain/crm/opportunities/get-opportunity.ts';
import { listOpportunities } from '../../domain/crm/opportunities/list-opportunities.ts';
import { isOpenStage } from '../../domain/crm/stage-table.ts';
import { STAGE_WORDS } from '../../domain/crm/words.ts';
import type { CustomerView, OpportunityView } from '../../kernel/contracts/crm.ts';
import { formatMoney } from '../../kernel/format/money.ts';
import { given } from '../arguments.ts';
import { toolError } from '../errors.ts';
import type { ToolScope } from '../tool.ts';
import { resolveCustomer } from './customer.ts';
import { matchName, nameError } from './name.ts';

type DealScope = Pick<ToolScope, 'em' | 'actor' | 'clock'>;

/** A deal by its own name, by its customer («把华星的单子推进到…»), or by both. */
export interface SaidDeal {
  readonly opportunity?: string | null | undefined;
  readonly customer?: string | null | undefined;
}

const MOST_OPTIONS = 8;

/**
 * The opportunity that is meant. Among several of a name, or of a customer, the only open one is it. A deal's name that no
 * deal has may be a customer's, and the other way round.
 *
 * @throws AppError `tools.missing`, `tools.ambiguous`, `tools.not_found`
 */
export async function resolveOpportunity(scope: DealScope, said: SaidDeal): Promise<OpportunityView> {
  const [name, company] = [given(said.opportunity), given(said.customer)];
  if (name) return await byName(scope, name, company ? await resolveCustomer(scope, company) : undefined);
  if (!company) throw toolError('tools.missing', { details: { label: '商机或客户的名称' } });
  const owner = await matchName(scope, 'customer', company);
  if (owner.kind === 'one') return await dealOf(scope, await getCustomer(scope, { id: owner.row.id }));
  const deal = owner.kind === 'none' ? await matchName(scope, 'opportunity', company) : owner;
  if (deal.kind === 'one') return await getOpportunity(scope, { id: deal.row.id });
  throw await nameError(scope, 'customer', company, owner);
}

async function byName(scope: DealScope, name: string, customer: CustomerView | undefined): Promise<OpportunityView> {
  const match = await matchName(scope, 'opportunity', name, customer?.id);
  if (match.kind === 'one') return await getOpportunity(scope, { id: match.row.id });
  if (match.kind === 'many') {
    const views = [];
    for (const { id } of match.options) views.push(await getOpportunity(scope, { id }));
    return chooseOne(name, views, match.total);
  }
  if (customer) return await dealOf(scope, customer);
  const owner = await matchName(scope, 'customer', name);
  if (owner.kind === 'one') return await dealOf(scope, await getCustomer(scope, { id: owner.row.id }));
  if (owner.kind === 'many') throw await nameError(scope, 'customer', name, owner);
  throw await nameError(scope, 'opportunity', name, match);
}

async function dealOf(scope: DealScope, customer: Pick<CustomerView, 'id' | 'name'>): Promise<OpportunityView> {
  const page = { page: 1, page_size: MOST_OPTIONS, sort: '-updated_at', customer_id: customer.id };
  const open = await listOpportunities(scope, { ...page, open: true });
  const found = open.total > 0 ? open : await listOpportunities(scope, page);
  if (found.total === 0) {
    throw toolError('tools.not_found', {
      details: { label: '商机：客户', name: customer.name, near: '这个客户还没有商机。' },
    });
  }
  return chooseOne(customer.name, found.items, found.total);
}

/** @throws AppError `tools.ambiguous` with what tells the deals apart */
function chooseOne(name: string, deals: readonly OpportunityView[], total: number): OpportunityView {
  const open = deals.filter(({ stage }) => isOpenStage(stage));
  const all = total <= deals.length;
  const fitting = all && open.length > 0 ? open : deals;
  const [only] = fitting;
  if (only && fitting.length === 1 && all) return only;
  const options = fitting.map((deal) => ({ label: dealLabel(deal), value: deal.code }));
  throw toolError('tools.ambiguous', {
    details: { name, label: '商机', count: all ? fitting.length : total, options },
  });
}

function dealLabel(deal: OpportunityView): string {
  const amount = deal.amount === null ? '金额未填' : formatMoney(deal.amount);
  return `${deal.name}（${deal.code}，${STAGE_WORDS[deal.stage]}，${amount}）`;
}
