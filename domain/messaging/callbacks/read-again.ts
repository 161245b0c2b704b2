import { query, queryOne } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { CallbackDetail, CallbackOutcome } from '../../../kernel/contracts/messaging.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import { messagingError } from '../errors.ts';
import type { WriteScope } from '../messaging-scope.ts';
import { readCallbacks } from '../receive/read-callbacks.job.ts';
import { CALLBACK_WORDS, readCallback } from './callback-view.ts';

/** What changed nothing may be read anew; what was taken in may not, and what is unread will be. */
const AGAIN: readonly CallbackOutcome[] = ['failed', 'unreadable', 'nothing'];

/**
 * Has a callback read once more, for instance after what kept it from being read was mended. It is read by a job, in its place
 * in the order of arrival.
 *
 * @throws AppError `access.not_permitted`, `messaging.callback_not_found`, `messaging.callback_not_open`
 */
export async function readAgain(outer: WriteScope, id: string): Promise<CallbackDetail> {
  requirePermission(outer.actor, 'messaging.configure');
  await readCallback(outer, id);
  return await inTransaction(outer, async (scope) => {
    const row = await queryOne<{ outcome: CallbackOutcome; note: string | null }>(
      scope.em,
      'select outcome, note from inbound_callback where id = $1 for update',
      [id],
    );
    if (!row || !AGAIN.includes(row.outcome))
      throw messagingError('messaging.callback_not_open', {
        details: { status: CALLBACK_WORDS[row?.outcome ?? 'taken'] },
      });
    await query(
      scope.em,
      `update inbound_callback set outcome = 'kept', attempts = 0, readings = 0, try_at = null, read_at = null, note = null where id = $1`,
      [id],
    );
    appendAudit(scope, { action: 'callback.read_again', entity: 'inbound_callback', entityId: id, before: row });
    await scope.jobs.enqueue(scope.em, readCallbacks, {}, { singletonKey: 'all' });
    return await readCallback(scope, id);
  });
}
