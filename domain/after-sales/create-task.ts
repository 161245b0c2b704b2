import { query, queryOne } from '../../db/query.ts';
import { newId } from '../../kernel/ids.ts';
import type { TrackTaskKind, TrackTaskStatus } from '../../kernel/contracts/track-tasks.ts';
import { inTransaction } from '../in-transaction.ts';
import { noteStep, type TaskScope } from './note-step.ts';
import { OPEN_STATUSES } from './task-moves.ts';
import { readTaskRule } from './task-rules.ts';

export interface NewTask {
  /** Known before, so that whoever wants the task can wait for it. */
  readonly id?: string;
  readonly kind: TrackTaskKind;
  readonly conversation_id: string;
  readonly person_id: string | null;
  readonly asked_by_id?: string | null;
  readonly message_id?: string | null;
  readonly title?: string | undefined;
  readonly deadline?: Date | undefined;
  readonly note?: string | null;
  /** `waiting_user_response` where the person was asked already. */
  readonly status: Extract<TrackTaskStatus, 'pending' | 'waiting_user_response'>;
  readonly reason: string;
}

/**
 * Writes a task down. Where this person has an open one of this kind here, that one is asked for again: its time begins
 * anew, and it waits for an answer again.
 * @returns the task's id, and whether it is a new one
 */
export async function createTask(
  outer: TaskScope,
  input: NewTask,
): Promise<{ readonly id: string; readonly fresh: boolean }> {
  return await inTransaction(outer, async (scope) => {
    const rule = await readTaskRule(scope, input.kind);
    const now = scope.clock.now();
    const deadline = input.deadline ?? new Date(now.getTime() + rule.minutes * 60_000);
    const title = input.title ?? rule.title;
    const [made] = await query<{ id: string }>(
      scope.em,
      `insert into track_tasks (id, kind, title, status, conversation_id, person_id, asked_by_id, message_id, deadline, note, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)
       on conflict do nothing returning id`,
      [
        input.id ?? newId(),
        input.kind,
        title,
        input.status,
        input.conversation_id,
        input.person_id,
        input.asked_by_id ?? null,
        input.message_id ?? null,
        deadline,
        input.note ?? null,
        now,
      ],
    );
    if (!made) return await askAgain(scope, input, deadline);
    const { conversation_id, person_id, reason } = input;
    await noteStep(scope, {
      id: made.id,
      conversation_id,
      person_id,
      event: 'created',
      from: null,
      to: input.status,
      reason,
    });
    return { id: made.id, fresh: true };
  });
}

/** The open task is asked for once more. */
async function askAgain(
  scope: TaskScope,
  input: NewTask,
  deadline: Date,
): Promise<{ readonly id: string; readonly fresh: boolean }> {
  const open = await queryOne<{ id: string; status: TrackTaskStatus }>(
    scope.em,
    `select id, status from track_tasks where conversation_id = $1 and kind = $2 and person_id is not distinct from $3::uuid
       and status = any ($4::text[]) for update`,
    [input.conversation_id, input.kind, input.person_id, [...OPEN_STATUSES]],
  );
  if (!open) return await whereNoneIsOpen(scope, input);
  const { id, status } = open;
  await query(
    scope.em,
    `update track_tasks set status = $2, deadline = greatest(deadline, $3), message_id = coalesce($4::uuid, message_id),
       asked_by_id = coalesce($5::uuid, asked_by_id), updated_at = $6, version = version + 1 where id = $1`,
    [id, input.status, deadline, input.message_id ?? null, input.asked_by_id ?? null, scope.clock.now()],
  );
  const { conversation_id, person_id, reason } = input;
  await noteStep(scope, {
    id,
    conversation_id,
    person_id,
    event: 'asked_again',
    from: status,
    to: input.status,
    reason,
  });
  return { id, fresh: false };
}

/** The very task of this id is at its end already; or the open one came to its end at this moment, and there is room again. */
async function whereNoneIsOpen(
  scope: TaskScope,
  input: NewTask,
): Promise<{ readonly id: string; readonly fresh: boolean }> {
  const same = await queryOne<{ id: string }>(scope.em, 'select id from track_tasks where id = $1', [input.id ?? null]);
  return same ? { id: same.id, fresh: false } : await createTask(scope, input);
}
