import { Params, query } from '../../../db/query.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { FOLLOW_UP_STATES, type FollowUpSummary } from '../../../kernel/contracts/reminders.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import { followUpBounds, stateSql } from './follow-up-states.ts';
import { CUSTOMER_UNPLANNED, DEAL_UNPLANNED } from './list-unplanned.ts';

/**
 * What waits for each person among the records the actor may see: follow-ups overdue, due today and upcoming, and deals and
 * customers without any plan. Whoever has most overdue comes first; people with nothing are left out.
 */
export async function summariseFollowUps(
  scope: ReadScope & { readonly clock: Clock },
  input: { readonly owner_id?: string | undefined } = {},
): Promise<{ items: FollowUpSummary[] }> {
  const params = new Params();
  const bounds = followUpBounds(scope.clock, params);
  const seen = (alias: string): string => {
    const rows = visibleRows(scope.actor, alias, params);
    return input.owner_id ? `${rows} and ${alias}.owner_id = ${params.add(input.owner_id)}` : rows;
  };
  const counts = FOLLOW_UP_STATES.map((state) => `count(*) filter (where ${stateSql(state, bounds)}) as ${state}`);
  const items = await query<FollowUpSummary>(
    scope.em,
    `with planned as (
       select a.owner_id, ${counts.join(', ')} from activity a
       where a.status = 'planned' and a.due_at < ${bounds.horizon} and ${seen('a')} group by a.owner_id
     ), deals as (
       select o.owner_id, count(*) as number from opportunity o where ${DEAL_UNPLANNED} and ${seen('o')} group by o.owner_id
     ), customers as (
       select c.owner_id, count(*) as number from customer c where ${CUSTOMER_UNPLANNED} and ${seen('c')} group by c.owner_id
     )
     select u.id as owner_id, u.name as owner_name, coalesce(p.overdue, 0)::int as overdue, coalesce(p.due, 0)::int as due,
       coalesce(p.upcoming, 0)::int as upcoming, coalesce(d.number, 0)::int as opportunities_unplanned,
       coalesce(k.number, 0)::int as customers_unplanned
     from app_user u left join planned p on p.owner_id = u.id left join deals d on d.owner_id = u.id
       left join customers k on k.owner_id = u.id
     where u.active and (p.owner_id is not null or d.owner_id is not null or k.owner_id is not null)
     order by overdue desc, due desc, u.name, u.id`,
    params.values,
  );
  return { items };
}
