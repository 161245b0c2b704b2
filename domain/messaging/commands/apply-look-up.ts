import { query } from '../../../db/query.ts';
import type { LookUp } from '../channel.port.ts';
import type { WriteScope } from '../messaging-scope.ts';
import { applyFailure } from './apply-failure.ts';
import { lockCommand, type CommandRow } from './command-row.ts';
import { nextCheck } from './retry-table.ts';
import { settle, tellSettled } from './settle-command.ts';
import { track } from './track.ts';

type LookScope = Pick<WriteScope, 'em' | 'clock' | 'jobs' | 'events'>;

/**
 * Writes down what the vendor answered when asked about a command, in the caller's transaction. Only «absent» allows
 * another try of a command that may have left; what stays unknown goes to a person.
 */
export async function applyLookUp(scope: LookScope, asked: CommandRow, found: LookUp): Promise<void> {
  const row = await lockCommand(scope, asked.id);
  if (!row || row.token !== asked.token || row.status !== asked.status) return;
  await track(scope, row, 'looked_up', { answer: found.state });
  if (found.state === 'done') {
    await settle(scope, row, {
      status: 'completed',
      vendor_id: found.vendor_id,
      at: found.at,
      details: { by: 'look_up' },
    });
  } else if (found.state === 'failed') await applyFailure(scope, row, found);
  else if (found.state === 'absent' && row.status === 'timeout')
    await applyFailure(scope, row, { reason: 'vendor_fault', vendor_code: null, vendor_words: null, retry: 'later' });
  else await askAgain(scope, row, found.state === 'pending' ? found.vendor_id : null);
}

async function askAgain(scope: LookScope, row: CommandRow, vendorId: string | null): Promise<void> {
  const now = scope.clock.now();
  const at = nextCheck(row.checks, now);
  await query(
    scope.em,
    `update robot_command_queue set checks = checks + 1, check_at = $2, vendor_id = coalesce(vendor_id, $3),
       status = case when $2::timestamptz is null then 'timeout' else status end,
       reason = case when $2::timestamptz is null then 'unconfirmed' else reason end,
       needs_person_at = case when $2::timestamptz is null then $4::timestamptz else null end, updated_at = $4 where id = $1`,
    [row.id, at, vendorId, now],
  );
  if (at) return;
  await track(scope, row, 'given_to_person', { reason: 'unconfirmed' });
  await tellSettled(scope, row, 'timeout', true);
}
