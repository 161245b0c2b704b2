import { query } from '../../db/query.ts';
import type { TaskScope } from './note-step.ts';

/** Writes down what a task took so far; said again it is brought up to date. A task that is gone has no report. */
export async function reportTask(scope: Pick<TaskScope, 'em' | 'clock'>, id: string): Promise<void> {
  await query(
    scope.em,
    `insert into track_task_reports (task_id, conversation_id, kind, outcome, answer_seconds, done_seconds, asked, conflict, at)
     select t.id, t.conversation_id, t.kind, t.status, extract(epoch from t.responded_at - t.created_at)::int,
       extract(epoch from t.completed_at - t.created_at)::int,
       (select count(*)::int from track_task_step s where s.task_id = t.id and s.event in ('created', 'asked_again')), t.conflict, $2
     from track_tasks t where t.id = $1
     on conflict (task_id) do update set outcome = excluded.outcome, answer_seconds = excluded.answer_seconds,
       done_seconds = excluded.done_seconds, asked = excluded.asked, conflict = excluded.conflict, at = excluded.at`,
    [id, scope.clock.now()],
  );
}
