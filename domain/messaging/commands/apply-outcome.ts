import { query } from '../../../db/query.ts';
import type { SendOutcome } from '../channel.port.ts';
import { channelOf, type ChannelScope } from '../messaging-scope.ts';
import { applyFailure } from './apply-failure.ts';
import { lockCommand, type CommandRow } from './command-row.ts';
import { lockVendorId } from './lock-vendor-id.ts';
import { noteReport } from './note-report.ts';
import { settle, tellChange } from './settle-command.ts';
import { track } from './track.ts';

/**
 * Writes down what came of an attempt, in the caller's transaction. An attempt that is no longer the newest, or whose
 * command was reported meanwhile, only leaves a line.
 */
export async function applyOutcome(scope: ChannelScope, attempt: CommandRow, outcome: SendOutcome): Promise<void> {
  const row = await lockCommand(scope, attempt.id);
  if (!row) return;
  if (row.status !== 'sending' || row.token !== attempt.token) {
    await track(scope, attempt, 'reported', { late: outcome.state, status: row.status });
    return;
  }
  const now = scope.clock.now();
  await query(scope.em, 'update robot_command_queue set sent_to = $2 where id = $1', [row.id, now]);
  if (outcome.state === 'sent')
    await settle(scope, row, { status: 'completed', vendor_id: outcome.vendor_id, at: outcome.at });
  else if (outcome.state === 'accepted') await accept(scope, row, outcome.vendor_id, now);
  else if (outcome.state === 'unknown') await leaveOpen(scope, row, outcome.cause, now);
  else await applyFailure(scope, row, outcome);
}

/** The vendor has it; whether it is done, a callback tells, or we ask. The callback may have been here already. */
async function accept(scope: ChannelScope, row: CommandRow, vendorId: string, now: Date): Promise<void> {
  const { limits } = channelOf(scope, row.channel);
  await lockVendorId(scope, row.account_id, vendorId);
  await query(
    scope.em,
    `update robot_command_queue set status = 'accepted', vendor_id = $2, check_at = $3, checks = 0, lease_until = null,
       reason = null, updated_at = $4 where id = $1`,
    [row.id, vendorId, new Date(now.getTime() + limits.ask_after_ms), now],
  );
  await track(scope, row, 'accepted', {});
  tellChange(scope, row.id, 'accepted');
  const [early] = await query<{ id: string; report: Parameters<typeof noteReport>[2] }>(
    scope.em,
    'select id, report from command_report where account_id = $1 and vendor_id = $2 and command_id is null limit 1 for update',
    [row.account_id, vendorId],
  );
  if (!early) return;
  await query(scope.em, 'update command_report set command_id = $2 where id = $1', [early.id, row.id]);
  await noteReport(scope, row.account_id, early.report);
}

/** Nobody knows: never sent again before it was looked up. */
async function leaveOpen(scope: ChannelScope, row: CommandRow, cause: string, now: Date): Promise<void> {
  const { limits } = channelOf(scope, row.channel);
  await query(
    scope.em,
    `update robot_command_queue set status = 'timeout', check_at = $2, checks = 0, lease_until = null, updated_at = $3 where id = $1`,
    [row.id, new Date(now.getTime() + limits.ask_after_ms), now],
  );
  await track(scope, row, 'unknown', { cause });
  tellChange(scope, row.id, 'timeout');
}
