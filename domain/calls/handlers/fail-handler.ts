import { toAppError } from '../../../kernel/errors.ts';
import type { CallScope } from '../calls-scope.ts';
import { noteTrouble } from '../tasks/note-trouble.ts';
import { dropMark, type TaskMark } from '../tasks/task-mark.ts';

/**
 * Ends a handler that failed (spec 001 §5.4): the trouble is written down; a passing one is thrown on, so that the job is tried
 * again under the same mark; a refusal of the dialer is not, for it would be refused again, and the task is let go.
 * @throws what is tried again, and faults of ours
 */
export async function failHandler(scope: CallScope, mark: TaskMark, step: string, thrown: unknown): Promise<void> {
  await noteTrouble(scope, mark.task_id, step, thrown);
  const { code, kind } = toAppError(thrown);
  if (kind === 'transient') throw thrown;
  await dropMark(scope, mark);
  if (code !== 'calls.dialer_refused' && code !== 'calls.no_dialer') throw thrown;
}
