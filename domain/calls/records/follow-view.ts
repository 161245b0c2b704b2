import { Params } from '../../../db/query.ts';
import type { CallFollowList, CallFollowView } from '../../../kernel/contracts/call-follow-ups.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import { pageOfRows } from '../../page-of-rows.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../calls-scope.ts';

const JOINS = 'join leads_task_list r on r.id = f.record_id join call_tasks t on t.id = r.task_id';

/** The follow-ups of the tasks one sees: the newest first, or, asked for what is due, the earliest. */
export async function listFollows(scope: ReadScope, input: CallFollowList): Promise<Page<CallFollowView>> {
  const params = new Params();
  const where = [visibleRows(scope.actor, 't', params)];
  if (input.task_id) where.push(`r.task_id = ${params.add(input.task_id)}`);
  if (input.leads_id) where.push(`f.leads_id = ${params.add(input.leads_id)}`);
  if (input.is_interested) where.push(`f.is_interested = ${params.add(input.is_interested)}`);
  if (input.basis) where.push(`f.basis = ${params.add(input.basis)}`);
  if (input.due_before) where.push(`f.next_follow_time < ${params.add(input.due_before)}`);
  return await pageOfRows<CallFollowView>(
    scope,
    {
      from: 'dcc_leads_follow f',
      alias: 'f',
      filterJoins: JOINS,
      where,
      orderBy: input.due_before ? 'f.next_follow_time, f.id' : 'f.follow_time desc, f.id desc',
      columns: `f.id, f.record_id, r.task_id, t.task_name, f.leads_id, r.leads_name, iso(f.follow_time) as follow_time, f.leads_remark,
        iso(f.frist_follow_time) as frist_follow_time, iso(f.new_follow_time) as new_follow_time,
        iso(f.next_follow_time) as next_follow_time, f.is_interested, f.confidence, f.evidence, f.facts, f.mood, f.do_not_call,
        f.reached, f.basis, f.judged_by, f.next_step, f.version`,
      joins: JOINS,
      params,
    },
    input,
  );
}
