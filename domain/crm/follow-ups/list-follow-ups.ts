import { Params } from '../../../db/query.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import { FOLLOW_UP_STATES, type FollowUpList, type FollowUpView } from '../../../kernel/contracts/reminders.ts';
import { ACTIVITY_COLUMNS, ACTIVITY_JOINS } from '../activities/activity-view.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import { pageOfRows } from '../page-of-rows.ts';
import { followUpBounds, stateSql } from './follow-up-states.ts';

/**
 * Planned follow-ups that are overdue, due today or due within the next seven days, the longest overdue first. Without a
 * state all three.
 */
export async function listFollowUps(
  scope: ReadScope & { readonly clock: Clock },
  input: FollowUpList,
): Promise<Page<FollowUpView>> {
  const params = new Params();
  const bounds = followUpBounds(scope.clock, params);
  const wanted = input.state ? [input.state] : FOLLOW_UP_STATES;
  const where = [
    // Whose task it is decides, not whose customer: the list is what people have to do.
    visibleRows(scope.actor, 'a', params),
    `a.status = 'planned' and a.due_at < ${bounds.horizon}`,
    `(${wanted.map((state) => `(${stateSql(state, bounds)})`).join(' or ')})`,
    // Every bound is named here, so that the count of the list knows the parameters of the columns.
    `${bounds.now} < ${bounds.horizon} and ${bounds.endOfDay} < ${bounds.horizon}`,
  ];
  if (input.owner_id) where.push(`a.owner_id = ${params.add(input.owner_id)}`);
  const states = FOLLOW_UP_STATES.map((state) => `when ${stateSql(state, bounds)} then '${state}'`).join(' ');
  return await pageOfRows<FollowUpView>(
    scope,
    {
      from: 'activity a',
      alias: 'a',
      where,
      orderBy: 'a.due_at asc, a.id asc',
      columns: `${ACTIVITY_COLUMNS}, case ${states} end as state, greatest(local_day(${bounds.now}) - local_day(a.due_at), 0) as days_late`,
      joins: ACTIVITY_JOINS,
      params,
    },
    input,
  );
}
