import { Params } from '../../../db/query.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import type { AtRiskCustomer, AtRiskList } from '../../../kernel/contracts/profile.ts';
import type { ReadScope } from '../crm-scope.ts';
import { pageOfRows } from '../page-of-rows.ts';
import { openStageSql } from '../stage-table.ts';
import { wordsMatch } from '../words-match.ts';
import { customerFilter, customerJoin, type CustomerFilter } from './customer-filter.ts';

const COLUMNS = `p.customer_id, c.name, c.owner_id, u.name as owner_name, p.tier, p.health, p.health_level, p.confidence,
  p.previous_health, iso(p.health_changed_at) as health_changed_at, p.causes, p.spent::float8 as spent,
  coalesce((select sum(o.amount) from opportunity o where o.customer_id = c.id and ${openStageSql('o')}), 0)::float8 as open_amount,
  iso(c.last_activity_at) as last_activity_at,
  iso((select min(a.due_at) from activity a where a.customer_id = c.id and a.status = 'planned')) as next_follow_up_at`;

/** What the list may be cut by beyond the wire's query. */
export type AtRiskExtras = Pick<CustomerFilter, 'team_id' | 'region'>;

/** The customers the actor may see whose health is at a level (at risk, unless told otherwise), the worst first. */
export async function listAtRisk(scope: ReadScope, input: AtRiskList & AtRiskExtras): Promise<Page<AtRiskCustomer>> {
  const params = new Params();
  const where = [`p.health_level = ${params.add(input.level)}`];
  const ofCustomer = customerConditions(scope, input, params);
  where.push(...ofCustomer);
  if (input.tier) where.push(`p.tier = ${params.add(input.tier)}`);
  if (input.min_confidence) where.push(`p.confidence >= ${params.add(input.min_confidence)}`);
  return await pageOfRows<AtRiskCustomer>(
    scope,
    {
      from: 'customer_profile p',
      alias: 'p',
      filterJoins: customerJoin(ofCustomer),
      where,
      orderBy: 'p.health, p.customer_id',
      columns: COLUMNS,
      joins: 'join customer c on c.id = p.customer_id left join app_user u on u.id = c.owner_id',
      params,
    },
    input,
  );
}

/** What the filter asks of the customers; nothing when every profile is wanted, so that they need not be read for it. */
function customerConditions(scope: ReadScope, input: AtRiskList & AtRiskExtras, params: Params): string[] {
  const where = customerFilter(scope, input, params);
  if (input.q?.trim()) where.push(wordsMatch('c', input.q, params));
  return where;
}
