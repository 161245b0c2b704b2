import { query } from '../../../db/query.ts';
import { dialerOf, type CallScope } from '../calls-scope.ts';
import { troubleError, type DialerTrouble } from '../dialer-trouble.ts';

interface Wanted {
  readonly id: string;
  readonly call_task_id: string;
}

/**
 * Brings the wanted recordings of a task into our keeping, one after the other. One the dialer refuses is missing for good;
 * after a passing trouble the rest is tried again later.
 * @throws AppError `calls.dialer_down`, `calls.dialer_busy`
 */
export async function keepWanted(scope: CallScope, taskId: string, signal: AbortSignal): Promise<void> {
  const wanted = await query<Wanted>(
    scope.em,
    `select id, call_task_id from leads_task_list where task_id = $1 and recording = 'wanted' order by id`,
    [taskId],
  );
  let passing: DialerTrouble | undefined;
  for (const one of wanted) {
    signal.throwIfAborted();
    const trouble = await keepOne(scope, one, signal);
    if (trouble && trouble.kind !== 'business') passing = trouble;
  }
  if (passing) throw troubleError(passing);
}

/** Brings one recording; @returns what stood in the way */
export async function keepOne(scope: CallScope, one: Wanted, signal: AbortSignal): Promise<DialerTrouble | null> {
  const answer = await dialerOf(scope).keepRecording(one.call_task_id, scope.calls.recordings, signal);
  if (answer.state === 'ok') {
    await query(
      scope.em,
      `update leads_task_list set recording = 'kept', recording_key = $2, updated_time = $3 where id = $1`,
      [one.id, answer.value.key, scope.clock.now()],
    );
    return null;
  }
  if (answer.trouble.kind === 'business')
    await query(scope.em, `update leads_task_list set recording = 'missing' where id = $1 and recording = 'wanted'`, [
      one.id,
    ]);
  return answer.trouble;
}
