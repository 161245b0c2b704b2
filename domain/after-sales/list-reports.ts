import { Params } from '../../db/query.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import type { TrackTaskReportList, TrackTaskReportView } from '../../kernel/contracts/track-tasks.ts';
import { visibleConversations } from '../messaging/conversations/conversation-view.ts';
import { pageOfRows } from '../page-of-rows.ts';
import type { Scope } from '../scope.ts';

const JOINS = `join channel_conversation v on v.id = r.conversation_id join track_tasks t on t.id = r.task_id
  left join channel_person p on p.id = t.person_id`;

/** What tasks took, in the conversations one sees; the newest first. */
export async function listReports(
  scope: Pick<Scope, 'em' | 'actor'>,
  input: TrackTaskReportList,
): Promise<Page<TrackTaskReportView>> {
  const params = new Params();
  const where = [visibleConversations(scope.actor, 'v', params)];
  for (const field of ['kind', 'outcome', 'conversation_id'] as const)
    if (input[field]) where.push(`r.${field} = ${params.add(input[field])}`);
  if (input.conflict !== undefined) where.push(`r.conflict = ${params.add(input.conflict)}`);
  if (input.from) where.push(`r.at >= ${params.add(input.from)}`);
  if (input.to) where.push(`r.at < ${params.add(input.to)}`);
  if (input.q?.trim())
    where.push(
      `(coalesce(v.remark, v.name) || ' ' || coalesce(p.name, '')) ilike '%' || ${params.add(input.q.trim())} || '%'`,
    );
  return await pageOfRows<TrackTaskReportView>(
    scope,
    {
      from: 'track_task_reports r',
      alias: 'r',
      filterJoins: JOINS,
      where,
      orderBy: 'r.at desc, r.task_id desc',
      columns: `r.task_id, t.title, r.conversation_id, coalesce(v.remark, v.name) as conversation_name, p.name as person_name, r.kind,
        r.outcome, r.answer_seconds, r.done_seconds, r.asked, r.conflict, iso(r.at) as at`,
      joins: JOINS,
      params,
    },
    input,
  );
}
