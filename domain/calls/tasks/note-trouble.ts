import { query } from '../../../db/query.ts';
import { toAppError } from '../../../kernel/errors.ts';
import type { CallScope } from '../calls-scope.ts';

const KEPT = 10;

/** Keeps what went wrong at the task, for the diagnosis, and in the log. The same trouble again only moves its time. */
export async function noteTrouble(
  scope: Pick<CallScope, 'em' | 'clock' | 'calls'>,
  taskId: string,
  step: string,
  thrown: unknown,
): Promise<void> {
  const error = toAppError(thrown);
  scope.calls.logger.warn({ taskId, step, code: error.code, error: thrown }, '外呼任务处理出错');
  const line = { at: scope.clock.now().toISOString(), step, code: error.code, message: error.sentence('zh') };
  await query(
    scope.em,
    `update call_tasks set last_errors = (
       select coalesce(jsonb_agg(e order by n), '[]') from (
         select $2::jsonb as e, 0 as n
         union all select e, n from jsonb_array_elements(last_errors) with ordinality as old(e, n)
           where not (e->>'code' = $3 and e->>'step' = $4)
         order by n limit ${KEPT}) kept)
     where id = $1`,
    [taskId, JSON.stringify(line), line.code, step],
  );
}
