import { query, Params } from '../../db/query.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import type {
  TrackTaskDetail,
  TrackTaskList,
  TrackTaskStep,
  TrackTaskView,
} from '../../kernel/contracts/track-tasks.ts';
import { visibleConversations } from '../messaging/conversations/conversation-view.ts';
import { pageOfRows } from '../page-of-rows.ts';
import type { Scope } from '../scope.ts';
import { afterSalesError } from './errors.ts';
import { OPEN_STATUSES } from './task-moves.ts';

type ReadScope = Pick<Scope, 'em' | 'actor'>;

const COLUMNS = `t.id, t.kind, t.title, t.status, t.conversation_id, coalesce(v.remark, v.name) as conversation_name, t.person_id,
  p.name as person_name, t.asked_by_id, b.name as asked_by_name, t.message_id, iso(t.deadline) as deadline,
  iso(t.responded_at) as responded_at, iso(t.completed_at) as completed_at, t.conflict, t.note, iso(t.created_at) as created_at,
  iso(t.updated_at) as updated_at, t.version`;
const JOINS = `join channel_conversation v on v.id = t.conversation_id left join channel_person p on p.id = t.person_id
  left join channel_person b on b.id = t.asked_by_id`;

/** Tasks of the conversations one sees: what is due first stands first, what is at its end last. */
export async function listTasks(scope: ReadScope, input: TrackTaskList): Promise<Page<TrackTaskView>> {
  const params = new Params();
  const open = `t.status = any (${params.add([...OPEN_STATUSES])}::text[])`;
  const where = [visibleConversations(scope.actor, 'v', params)];
  if (input.kind) where.push(`t.kind = ${params.add(input.kind)}`);
  if (input.status) where.push(`t.status = ${params.add(input.status)}`);
  if (input.open !== undefined) where.push(input.open ? open : `not (${open})`);
  if (input.conflict !== undefined) where.push(`t.conflict = ${params.add(input.conflict)}`);
  if (input.conversation_id) where.push(`t.conversation_id = ${params.add(input.conversation_id)}`);
  if (input.person_id) where.push(`t.person_id = ${params.add(input.person_id)}`);
  if (input.due_before) where.push(`t.deadline < ${params.add(input.due_before)}`);
  if (input.q?.trim())
    where.push(
      `(t.title || ' ' || coalesce(v.remark, v.name) || ' ' || coalesce(p.name, '')) ilike '%' || ${params.add(input.q.trim())} || '%'`,
    );
  return await pageOfRows<TrackTaskView>(
    scope,
    {
      from: 'track_tasks t',
      alias: 't',
      filterJoins: JOINS,
      where,
      orderBy: `(${open}) desc, t.deadline, t.id`,
      columns: COLUMNS,
      joins: JOINS,
      params,
    },
    input,
  );
}

/**
 * One task with its history, the newest line first.
 * @throws AppError `after_sales.task_not_found`
 */
export async function readTask(scope: ReadScope, id: string): Promise<TrackTaskDetail> {
  const params = new Params();
  const [task] = await query<TrackTaskView>(
    scope.em,
    `select ${COLUMNS} from track_tasks t ${JOINS}
     where t.id = ${params.add(id)} and ${visibleConversations(scope.actor, 'v', params)}`,
    params.values,
  );
  if (!task) throw afterSalesError('after_sales.task_not_found', { details: { id } });
  const history = await query<TrackTaskStep>(
    scope.em,
    `select iso(s.at) as at, s.event, s.from_status, s.to_status, s.reason, u.name as user_name
     from track_task_step s left join app_user u on u.id = s.user_id where s.task_id = $1 order by s.id desc`,
    [id],
  );
  return { ...task, history };
}
