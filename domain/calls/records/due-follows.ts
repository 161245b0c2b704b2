import { Params } from '../../../db/query.ts';
import type { DueFollow, DueFollowList } from '../../../kernel/contracts/call-findings.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import { pageOfRows } from '../../page-of-rows.ts';
import type { ReadScope } from '../calls-scope.ts';
import { seenFollows } from './seen-follows.ts';

const FILTER_JOINS = `join dcc_leads_follow f on f.next_activity_id = a.id join leads_task_list r on r.id = f.record_id
  join call_tasks t on t.id = r.task_id left join lead l on l.id = f.leads_id`;
const JOINS = `${FILTER_JOINS} left join app_user u on u.id = a.owner_id`;

/** What is planned after calls and not done yet, the earliest first: the activities on the timelines, so done ones are gone. */
export async function listDueFollows(scope: ReadScope, input: DueFollowList): Promise<Page<DueFollow>> {
  const params = new Params();
  const mine = `a.owner_id = ${params.add(scope.actor.userId)}`;
  const where = [`a.status = 'planned'`, `(${mine} or ${seenFollows(scope.actor, params)})`];
  if (input.owner_id) where.push(`a.owner_id = ${params.add(input.owner_id)}`);
  if (input.from) where.push(`a.due_at >= ${params.add(input.from)}`);
  if (input.to) where.push(`a.due_at < ${params.add(input.to)}`);
  return await pageOfRows<DueFollow>(
    scope,
    {
      from: 'activity a',
      alias: 'a',
      filterJoins: FILTER_JOINS,
      where,
      orderBy: 'a.due_at, a.id',
      columns: `a.id, f.record_id, r.task_id, t.task_name, f.leads_id, r.leads_name, u.name as owner_name, iso(a.due_at) as due_at,
        f.is_interested, f.next_step, f.leads_remark as remark, f.evidence`,
      joins: JOINS,
      params,
    },
    input,
  );
}
