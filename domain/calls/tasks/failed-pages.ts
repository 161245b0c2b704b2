import { query } from '../../../db/query.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { CallScope } from '../calls-scope.ts';
import { troubleError, type DialerTrouble } from '../dialer-trouble.ts';
import { keepMark, type TaskMark } from './task-mark.ts';

export interface PageTrouble {
  readonly page: number;
  readonly records: number;
  readonly trouble: DialerTrouble;
}

/** Writes down which pages of this pass could not be read, in the place of those of the last one. */
export async function noteFailedPages(
  outer: CallScope,
  mark: TaskMark,
  step: 'sync' | 'query',
  pages: readonly PageTrouble[],
): Promise<void> {
  await inTransaction(outer, async (scope) => {
    await keepMark(scope, mark);
    await query(scope.em, 'delete from call_failed_page where task_id = $1 and step = $2', [mark.task_id, step]);
    for (const { page, records, trouble } of pages) {
      const message = troubleError(trouble).sentence('zh').slice(0, 200);
      scope.calls.logger.warn({ taskId: mark.task_id, step, page, records, message }, '这一页处理失败，继续处理其他页');
      await query(
        scope.em,
        'insert into call_failed_page (task_id, step, page, records, message, at) values ($1, $2, $3, $4, $5, $6)',
        [mark.task_id, step, page, records, message, scope.clock.now()],
      );
    }
  });
}
