import { query, queryOne } from '../../db/query.ts';
import { requirePermission } from '../../kernel/actor.ts';
import type {
  CompleteTrackTask,
  CreateTrackTask,
  MoveTrackTask,
  TrackTaskDetail,
  UpdateTrackTask,
} from '../../kernel/contracts/track-tasks.ts';
import { appendAudit } from '../append-audit.ts';
import { inTransaction } from '../in-transaction.ts';
import { readConversation } from '../messaging/conversations/conversation-view.ts';
import { createTask } from './create-task.ts';
import { afterSalesError } from './errors.ts';
import { lockTask, moveTask } from './move-task.ts';
import { noteStep, type TaskScope } from './note-step.ts';
import { OPEN_STATUSES } from './task-moves.ts';
import { readTask } from './task-view.ts';

type Audited = Parameters<typeof appendAudit>[1];

/**
 * A colleague writes a task down at the console.
 * @throws AppError `access.not_permitted`, `messaging.conversation_not_found`, `after_sales.person_not_in_conversation`,
 *   `after_sales.task_open_already`, `after_sales.deadline_passed`
 */
export async function addTask(outer: TaskScope, input: CreateTrackTask): Promise<TrackTaskDetail> {
  requirePermission(outer.actor, 'track_task.write');
  return await inTransaction(outer, async (scope) => {
    await readConversation(scope, input.conversation_id);
    if (input.person_id) await requireMember(scope, input.conversation_id, input.person_id);
    await refuseSecond(scope, input);
    const deadline = laterThanNow(scope, input.deadline);
    const { id } = await createTask(scope, { ...input, deadline, status: 'pending', reason: '同事新建' });
    const { title, kind } = await readTask(scope, id);
    await audit(scope, id, { action: 'track_task.created', after: { title, kind, person_id: input.person_id } });
    return await readTask(scope, id);
  });
}

/**
 * Changes what a task says or when it is due.
 * @throws AppError `access.not_permitted`, `after_sales.task_not_found`, `after_sales.stale_version`, `after_sales.deadline_passed`
 */
export async function updateTask(
  outer: TaskScope,
  input: UpdateTrackTask & { readonly id: string },
): Promise<TrackTaskDetail> {
  requirePermission(outer.actor, 'track_task.write');
  return await inTransaction(outer, async (scope) => {
    const before = await readTask(scope, input.id);
    const task = await lockTask(scope, input.id, input.version);
    const deadline = laterThanNow(scope, input.deadline);
    const note = input.note === undefined ? before.note : input.note;
    await query(
      scope.em,
      `update track_tasks set title = $2, deadline = $3, note = $4, updated_at = $5, version = version + 1 where id = $1`,
      [task.id, input.title ?? before.title, deadline ?? before.deadline, note, scope.clock.now()],
    );
    await noteStep(scope, { ...task, event: 'changed', from: task.status, to: task.status, reason: '同事修改' });
    const { version: _version, id: _id, ...after } = input;
    await audit(scope, task.id, { action: 'track_task.updated', after });
    return await readTask(scope, task.id);
  });
}

/**
 * A colleague moves a task.
 * @throws AppError `access.not_permitted`, and those of `moveTask`
 */
export async function moveTaskByHand(
  outer: TaskScope,
  input: MoveTrackTask & { readonly id: string },
): Promise<TrackTaskDetail> {
  requirePermission(outer.actor, 'track_task.write');
  return await inTransaction(outer, async (scope) => {
    const before = await readTask(scope, input.id);
    await moveTask(scope, { id: input.id, to: input.status, reason: input.reason, version: input.version });
    await audit(scope, input.id, {
      action: 'track_task.moved',
      before: { status: before.status },
      after: { status: input.status },
    });
    return await readTask(scope, input.id);
  });
}

/**
 * A colleague says that it is done.
 * @throws as `moveTaskByHand`
 */
export async function completeTask(
  scope: TaskScope,
  input: CompleteTrackTask & { readonly id: string },
): Promise<TrackTaskDetail> {
  return await moveTaskByHand(scope, { ...input, status: 'completed' });
}

/**
 * Removes a task that should never have been; its history goes with it, the audit line stays. Whoever waits for it is told
 * that it was given up.
 * @throws AppError `access.not_permitted`, `after_sales.task_not_found`
 */
export async function deleteTask(outer: TaskScope, id: string): Promise<void> {
  requirePermission(outer.actor, 'track_task.write');
  await inTransaction(outer, async (scope) => {
    const { title, kind, status } = await readTask(scope, id);
    const task = await lockTask(scope, id);
    await noteStep(scope, { ...task, event: 'moved', from: task.status, to: 'cancelled', reason: '同事删除' });
    await query(scope.em, 'delete from track_tasks where id = $1', [id]);
    await audit(scope, id, { action: 'track_task.deleted', before: { title, kind, status } });
  });
}

async function requireMember(scope: TaskScope, conversationId: string, personId: string): Promise<void> {
  const found = await queryOne(
    scope.em,
    `select 1 as one from channel_message where conversation_id = $1 and person_id = $2
     union select 1 from group_member where conversation_id = $1 and person_id = $2 limit 1`,
    [conversationId, personId],
  );
  if (!found) throw afterSalesError('after_sales.person_not_in_conversation', { details: { id: personId } });
}

/** By hand nobody asks twice without seeing the first one. */
async function refuseSecond(scope: TaskScope, input: CreateTrackTask): Promise<void> {
  const open = await queryOne<{ id: string; title: string }>(
    scope.em,
    `select id, title from track_tasks where conversation_id = $1 and kind = $2 and person_id is not distinct from $3::uuid
       and status = any ($4::text[])`,
    [input.conversation_id, input.kind, input.person_id, [...OPEN_STATUSES]],
  );
  if (open) throw afterSalesError('after_sales.task_open_already', { details: { ...open } });
}

function laterThanNow(scope: TaskScope, deadline: string | undefined): Date | undefined {
  if (deadline === undefined) return undefined;
  const moment = new Date(deadline);
  if (moment <= scope.clock.now()) throw afterSalesError('after_sales.deadline_passed');
  return moment;
}

async function audit(scope: TaskScope, id: string, line: Pick<Audited, 'action' | 'before' | 'after'>): Promise<void> {
  appendAudit(scope, { ...line, entity: 'track_task', entityId: id });
  await scope.em.flush();
}
