import { Params } from '../../../db/query.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { OpportunityList, OpportunityView } from '../../../kernel/contracts/crm.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import { daysAgo } from '../local-today.ts';
import { orderBy, pageOfRows } from '../page-of-rows.ts';
import { isOpenStage } from '../stage-table.ts';
import { wordsMatch, containsPattern } from '../words-match.ts';
import { LAST_MOVED, OPPORTUNITY_SORTS } from './opportunity-order.ts';
import { OPPORTUNITY_COLUMNS, OPPORTUNITY_JOINS } from './opportunity-view.ts';
import { STAGES } from '../../../kernel/contracts/crm.ts';

/** What a list of opportunities may ask beyond the wire's query. */
export interface OpportunityExtras {
  /** Region of the customer. */
  readonly region?: string;
  readonly team_id?: string;
  readonly min_amount?: number;
}

const OPEN_STAGES = STAGES.filter(isOpenStage);
const CLOSED_STAGES = STAGES.filter((stage) => !isOpenStage(stage));

/**
 * The opportunities the actor may see, newest first unless told otherwise. `close_from` and `close_to` (inclusive) look
 * at the day a deal closed, or is expected to while it is open. The search box looks at the names of deal and customer.
 *
 * @throws AppError `crm.unknown_sort`
 */
export async function listOpportunities(
  scope: ReadScope & { readonly clock: Clock },
  input: OpportunityList & OpportunityExtras,
): Promise<Page<OpportunityView>> {
  const params = new Params();
  return await pageOfRows<OpportunityView>(
    scope,
    {
      from: 'opportunity o',
      alias: 'o',
      filterJoins: input.q?.trim() || input.region ? 'left join customer c on c.id = o.customer_id' : '',
      where: conditions(scope, input, params),
      orderBy: orderBy(input.sort, OPPORTUNITY_SORTS, 'o', '-created_at'),
      columns: OPPORTUNITY_COLUMNS,
      joins: OPPORTUNITY_JOINS,
      params,
    },
    input,
  );
}

function conditions(
  scope: ReadScope & { readonly clock: Clock },
  input: OpportunityList & OpportunityExtras,
  params: Params,
): string[] {
  const where = [visibleRows(scope.actor, 'o', params)];
  if (input.q?.trim())
    where.push(`(${wordsMatch('o', input.q, params)} or c.search_text like ${params.add(containsPattern(input.q))})`);
  if (input.customer_id) where.push(`o.customer_id = ${params.add(input.customer_id)}`);
  if (input.owner_id) where.push(`o.owner_id = ${params.add(input.owner_id)}`);
  if (input.team_id) where.push(`o.team_id = ${params.add(input.team_id)}`);
  if (input.product_id) where.push(`o.product_id = ${params.add(input.product_id)}`);
  if (input.stage) where.push(`o.stage = ${params.add(input.stage)}`);
  if (input.open !== undefined)
    where.push(`o.stage = any(${params.add(input.open ? OPEN_STAGES : CLOSED_STAGES)}::text[])`);
  if (input.idle_days) where.push(`${LAST_MOVED} <= ${params.add(daysAgo(scope.clock, input.idle_days))}`);
  if (input.close_from) where.push(`coalesce(o.closed_on, o.expected_close) >= ${params.add(input.close_from)}::date`);
  if (input.close_to) where.push(`coalesce(o.closed_on, o.expected_close) <= ${params.add(input.close_to)}::date`);
  if (input.region) where.push(`c.region = ${params.add(input.region)}`);
  if (input.min_amount !== undefined) where.push(`o.amount >= ${params.add(input.min_amount)}`);
  return where;
}
