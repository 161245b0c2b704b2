import { Params } from '../../../db/query.ts';
import type { InterestedCall, InterestedCallList } from '../../../kernel/contracts/call-findings.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import { pageOfRows } from '../../page-of-rows.ts';
import type { ReadScope } from '../calls-scope.ts';
import { seenFollows } from './seen-follows.ts';

const FILTER_JOINS =
  'join leads_task_list r on r.id = f.record_id join call_tasks t on t.id = r.task_id left join lead l on l.id = f.leads_id';
const JOINS = `${FILTER_JOINS} left join app_user u on u.id = l.owner_id`;

/** Who is interested, with the sentence that shows it, the latest call first. */
export async function listInterested(scope: ReadScope, input: InterestedCallList): Promise<Page<InterestedCall>> {
  const params = new Params();
  const where = [`f.is_interested = 'interested'`, seenFollows(scope.actor, params)];
  if (input.task_id) where.push(`r.task_id = ${params.add(input.task_id)}`);
  if (input.owner_id) where.push(`l.owner_id = ${params.add(input.owner_id)}`);
  if (input.from) where.push(`coalesce(r.called_at, f.follow_time) >= ${params.add(input.from)}`);
  if (input.to) where.push(`coalesce(r.called_at, f.follow_time) < ${params.add(input.to)}`);
  return await pageOfRows<InterestedCall>(
    scope,
    {
      from: 'dcc_leads_follow f',
      alias: 'f',
      filterJoins: FILTER_JOINS,
      where,
      orderBy: 'coalesce(r.called_at, f.follow_time) desc, f.id desc',
      columns: `f.id, f.record_id, r.task_id, t.task_name, f.leads_id, r.leads_name, l.company, u.name as owner_name,
        iso(coalesce(r.called_at, f.follow_time)) as called_at, f.evidence, f.confidence, f.leads_remark as remark,
        iso(f.next_follow_time) as next_follow_time`,
      joins: JOINS,
      params,
    },
    input,
  );
}
