import type { RecordRef } from '../../kernel/contracts/chat.ts';
import { given } from '../arguments.ts';
import { toolError } from '../errors.ts';
import { customerRef, leadRef, opportunityRef } from '../present/refs.ts';
import type { ToolScope } from '../tool.ts';
import { resolveCustomer } from './customer.ts';
import { resolveLead } from './lead.ts';
import { matchName } from './name.ts';
import { resolveOpportunity } from './opportunity.ts';

/** What a follow-up is about, as it was said. */
export interface SaidSubject {
  readonly customer?: string | null | undefined;
  readonly lead?: string | null | undefined;
  readonly opportunity?: string | null | undefined;
}

/** The record a follow-up hangs on, with the ids an activity keeps. */
export interface Subject {
  readonly ref: RecordRef;
  /** Name as it is written on a card. */
  readonly name: string;
  readonly ids: { readonly customer_id?: string; readonly lead_id?: string; readonly opportunity_id?: string };
}

/**
 * The deal, lead or customer that is meant, in this order. A customer's name that only a lead or a deal
 * has means that one.
 * @throws AppError `tools.missing`, `tools.ambiguous`, `tools.not_found`
 */
export async function resolveSubject(
  scope: Pick<ToolScope, 'em' | 'actor' | 'clock'>,
  said: SaidSubject,
): Promise<Subject> {
  const { customer, lead, opportunity } = said;
  if (given(opportunity)) {
    const deal = await resolveOpportunity(scope, { opportunity, customer });
    return { ref: opportunityRef(deal), name: deal.name, ids: { opportunity_id: deal.id } };
  }
  if (given(lead)) return await leadSubject(scope, given(lead) ?? '');
  const name = given(customer);
  if (!name) throw toolError('tools.missing', { details: { label: '客户、线索或商机的名称' } });
  if ((await matchName(scope, 'customer', name)).kind === 'none') {
    if ((await matchName(scope, 'lead', name)).kind === 'one') return await leadSubject(scope, name);
    if ((await matchName(scope, 'opportunity', name)).kind === 'one')
      return await resolveSubject(scope, { opportunity: name });
  }
  const view = await resolveCustomer(scope, name);
  return { ref: customerRef(view), name: view.name, ids: { customer_id: view.id } };
}

async function leadSubject(scope: Pick<ToolScope, 'em' | 'actor'>, said: string): Promise<Subject> {
  const view = await resolveLead(scope, said);
  return { ref: leadRef(view), name: view.name, ids: { lead_id: view.id } };
}
