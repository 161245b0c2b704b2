import { query } from '../../../db/query.ts';
import type { WriteScope } from '../messaging-scope.ts';
import type { RefusalReason } from '../refusal-reasons.ts';
import type { CommandRow } from './command-row.ts';
import { nextTry } from './retry-table.ts';
import { settle, tellChange } from './settle-command.ts';
import { track } from './track.ts';
import { wakeSender } from './wake-sender.ts';

export interface VendorFailure {
  readonly reason: RefusalReason;
  readonly vendor_code: string | null;
  readonly vendor_words: string | null;
  readonly retry: 'never' | 'later';
  readonly retry_at?: Date | null;
}

/**
 * The vendor did not do it, and said so: another try where that makes sense and tries are left, else the end, which a
 * person gets to see. The row must be locked.
 */
export async function applyFailure(
  scope: Pick<WriteScope, 'em' | 'clock' | 'jobs' | 'events'>,
  row: CommandRow,
  failure: VendorFailure,
): Promise<void> {
  const now = scope.clock.now();
  const details = { reason: failure.reason, code: failure.vendor_code };
  const again = nextTry(failure, { attempts: row.attempts, first: row.sent_from ?? now }, now);
  if (!again) {
    await settle(scope, row, {
      status: 'failed',
      reason: failure.reason,
      vendor_words: failure.vendor_words,
      needs_person: true,
      details,
    });
    return;
  }
  await query(
    scope.em,
    `update robot_command_queue set status = 'waiting', run_at = $2, reason = $3, vendor_words = $4, attempts = $5, vendor_id = null,
       check_at = null, checks = 0, lease_until = null, updated_at = $6 where id = $1`,
    [row.id, again.at, failure.reason, failure.vendor_words, again.counts ? row.attempts : row.attempts - 1, now],
  );
  await track(scope, row, 'retry', { ...details, at: again.at.toISOString() });
  await wakeSender(scope, row.account_id, again.at);
  tellChange(scope, row.id, 'waiting');
}
