import { query } from '../../../db/query.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { WriteScope } from '../messaging-scope.ts';
import { callbackAside } from '../signals.ts';

/** What people read of a callback whose reading ended the process. */
export const INTERRUPTED = '读取时进程中断';

/**
 * Puts a callback aside for good that several processes died of: what came behind it is read, and a person decides about it. Tells
 * `callbackAside`, once.
 */
export async function standAside(
  outer: Pick<WriteScope, 'em' | 'clock' | 'jobs' | 'events'>,
  callback: { readonly id: string; readonly account_id: string; readonly readings: number },
): Promise<void> {
  await inTransaction(outer, async (scope) => {
    const moved = await query(
      scope.em,
      `update inbound_callback set outcome = 'failed', try_at = null, note = $2, read_at = $3, readings = 0
       where id = $1 and (outcome = 'kept' or try_at is not null) returning id`,
      [callback.id, INTERRUPTED, scope.clock.now()],
    );
    if (moved.length === 0) return;
    const { id: callback_id, account_id } = callback;
    await scope.jobs.tell(scope.em, callbackAside, { callback_id, account_id });
  });
}
