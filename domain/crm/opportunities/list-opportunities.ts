import { Params } from '../../../db/query.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { OpportunityList, OpportunityView } from '../../../kernel/contracts/crm.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import { customConditions } from '../custom-fields/custom-conditions.ts';
import { daysAgo } from '../local-today.ts';
import { orderBy, pageOfRows } from '../page-of-rows.ts';
import { isOpenStage, OPEN_STAGES } from '../stage-table.ts';
import { inSegment } from '../segments/in-segment.ts';
import { withCustomerMatch } from '../words-match.ts';
import { LAST_MOVED, OPPORTUNITY_SORTS } from './opportunity-order.ts';
import { OPPORTUNITY_COLUMNS, OPPORTUNITY_JOINS } from './opportunity-view.ts';
import { STAGES } from '../../../kernel/contracts/crm.ts';

/** What a list of opportunities may ask beyond the wire's query. */
export interface OpportunityExtras {
  /** Region of the customer. */
  readonly region?: string;
  readonly min_amount?: number;
}

const CLOSED_STAGES = STAGES.filter((stage) => !isOpenStage(stage));

/**
 * The opportunities the actor may see, newest first unless told otherwise. `close_from` and `close_to` (inclusive) look
 * at the day a deal closed, or is expected to while it is open. The search box looks at the names of deal and customer.
 *
 * @throws AppError `crm.unknown_sort`, `crm.segment_not_found`, `crm.segment_wrong_entity`, `crm.custom_invalid`
 */
export async function listOpportunities(
  scope: ReadScope & { readonly clock: Clock },
  input: OpportunityList & OpportunityExtras,
): Promise<Page<OpportunityView>> {
  const params = new Params();
  const where = await opportunityConditions(scope, input, params);
  return await pageOfRows<OpportunityView>(
    scope,
    {
      from: 'opportunity o',
      alias: 'o',
      filterJoins: input.region ? 'left join customer c on c.id = o.customer_id' : '',
      where,
      orderBy: orderBy(input.sort, OPPORTUNITY_SORTS, 'o', '-created_at'),
      columns: OPPORTUNITY_COLUMNS,
      joins: OPPORTUNITY_JOINS,
      params,
      picky: Boolean(input.q?.trim()),
    },
    input,
  );
}

/** The conditions of a list of opportunities, under the alias `o` (and `c` for its customer where a region is asked). */
export async function opportunityConditions(
  scope: ReadScope & { readonly clock: Clock },
  input: Omit<OpportunityList, 'page' | 'page_size'> & OpportunityExtras,
  params: Params,
): Promise<string[]> {
  const where = conditions(scope, input, params);
  if (input.q?.trim()) where.push(await withCustomerMatch(scope, 'opportunity', 'o', input.q, params));
  where.push(...(await customConditions(scope, 'opportunity', 'o', input.custom, params)));
  if (input.segment_id) where.push(await inSegment(scope, 'opportunity', 'o', input.segment_id, params));
  return where;
}

function conditions(
  scope: ReadScope & { readonly clock: Clock },
  input: Omit<OpportunityList, 'page' | 'page_size'> & OpportunityExtras,
  params: Params,
): string[] {
  const where = [visibleRows(scope.actor, 'o', params)];
  if (input.customer_id) where.push(`o.customer_id = ${params.add(input.customer_id)}`);
  if (input.owner_id) where.push(`o.owner_id = ${params.add(input.owner_id)}`);
  if (input.team_id) where.push(`o.team_id = ${params.add(input.team_id)}`);
  if (input.product_id) where.push(`o.product_id = ${params.add(input.product_id)}`);
  if (input.stage) where.push(`o.stage = ${params.add(input.stage)}`);
  if (input.warning)
    where.push(
      `exists (select from deal_warning dw where dw.opportunity_id = o.id and dw.kind = ${params.add(input.warning)} and dw.resolved_at is null)`,
    );
  if (input.open !== undefined)
    where.push(`o.stage = any(${params.add(input.open ? OPEN_STAGES : CLOSED_STAGES)}::text[])`);
  if (input.idle_days) where.push(`${LAST_MOVED} <= ${params.add(daysAgo(scope.clock, input.idle_days))}`);
  if (input.undated !== undefined)
    where.push(`coalesce(o.closed_on, o.expected_close) is ${input.undated ? '' : 'not '}null`);
  if (input.close_from) where.push(`coalesce(o.closed_on, o.expected_close) >= ${params.add(input.close_from)}::date`);
  if (input.close_to) where.push(`coalesce(o.closed_on, o.expected_close) <= ${params.add(input.close_to)}::date`);
  if (input.region) where.push(`c.region = ${params.add(input.region)}`);
  if (input.min_amount !== undefined) where.push(`o.amount >= ${params.add(input.min_amount)}`);
  return where;
}
