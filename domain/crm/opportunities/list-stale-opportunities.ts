import { Params } from '../../../db/query.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { OpportunityView } from '../../../kernel/contracts/crm.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import { daysAgo } from '../local-today.ts';
import { pageOfRows } from '../page-of-rows.ts';
import { openStageSql } from '../stage-table.ts';
import { LAST_MOVED } from './opportunity-order.ts';
import { OPPORTUNITY_COLUMNS, OPPORTUNITY_JOINS } from './opportunity-view.ts';

export interface StaleOpportunities {
  /** Whole days without an activity, a change of stage or the creation. */
  readonly days: number;
  readonly owner_id?: string;
  readonly team_id?: string;
  /** Region of the customer. */
  readonly region?: string;
  readonly page?: number;
  readonly page_size?: number;
}

/** Open deals that nothing has moved for at least `days` days, longest at rest first. */
export async function listStaleOpportunities(
  scope: ReadScope & { readonly clock: Clock },
  input: StaleOpportunities,
): Promise<Page<OpportunityView>> {
  const params = new Params();
  const where = [
    visibleRows(scope.actor, 'o', params),
    openStageSql('o'),
    `${LAST_MOVED} <= ${params.add(daysAgo(scope.clock, input.days))}`,
  ];
  if (input.owner_id) where.push(`o.owner_id = ${params.add(input.owner_id)}`);
  if (input.team_id) where.push(`o.team_id = ${params.add(input.team_id)}`);
  if (input.region) where.push(`c.region = ${params.add(input.region)}`);
  return await pageOfRows<OpportunityView>(
    scope,
    {
      from: 'opportunity o',
      alias: 'o',
      filterJoins: 'left join customer c on c.id = o.customer_id',
      where,
      orderBy: `${LAST_MOVED} asc, o.id asc`,
      columns: OPPORTUNITY_COLUMNS,
      joins: OPPORTUNITY_JOINS,
      params,
    },
    { page: input.page ?? 1, page_size: input.page_size ?? 20 },
  );
}
