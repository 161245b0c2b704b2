import { query } from '../../db/query.ts';
import type { TRACK_TASK_EVENTS, TrackTaskStatus } from '../../kernel/contracts/track-tasks.ts';
import type { Scope } from '../scope.ts';
import { taskChanged } from './signals.ts';

/** What a changing verb of the room works with. */
export type TaskScope = Pick<Scope, 'em' | 'actor' | 'clock' | 'events' | 'jobs'>;

export interface TaskStep {
  readonly id: string;
  readonly conversation_id: string;
  readonly person_id: string | null;
  readonly event: (typeof TRACK_TASK_EVENTS)[number];
  readonly from: TrackTaskStatus | null;
  readonly to: TrackTaskStatus;
  readonly reason: string;
}

/** Writes a line of the history and tells whoever looks at the task or waits for it, in the caller's transaction. */
export async function noteStep(scope: TaskScope, step: TaskStep): Promise<void> {
  const user = scope.actor.kind === 'system' ? null : scope.actor.userId;
  await query(
    scope.em,
    `insert into track_task_step (task_id, event, from_status, to_status, reason, user_id, at) values ($1, $2, $3, $4, $5, $6, $7)`,
    [step.id, step.event, step.from, step.to, step.reason.slice(0, 300), user, scope.clock.now()],
  );
  if (step.from !== step.to)
    await scope.jobs.tell(scope.em, taskChanged, {
      task_id: step.id,
      conversation_id: step.conversation_id,
      person_id: step.person_id,
      from: step.from,
      status: step.to,
    });
  scope.events.publish('after_sales.task_changed', {
    id: step.id,
    conversationId: step.conversation_id,
    status: step.to,
  });
}
