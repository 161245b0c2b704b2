import { query } from '../../../db/query.ts';
import type { PolicyNote } from '../../../kernel/contracts/messaging.ts';
import type { ChannelScope } from '../messaging-scope.ts';
import { chooseRobot } from '../roster/choose-robot.ts';
import type { CommandRow } from './command-row.ts';
import { tellChange } from './settle-command.ts';
import { track } from './track.ts';
import { wakeSender } from './wake-sender.ts';

/** Rules that speak of the account alone: another one may well send it. */
const OF_THE_ACCOUNT: ReadonlySet<string> = new Set([
  'account_paused',
  'account_offline',
  'account_rests',
  'daily_quota',
]);

/**
 * Gives a command whose own account cannot send now to a robot of the conversation that can. It waits, so nothing of it is
 * under way; whom somebody named stays.
 * @returns whether another robot took it
 */
export async function standIn(scope: ChannelScope, row: CommandRow, notes: readonly PolicyNote[]): Promise<boolean> {
  if (notes.length === 0 || notes.some((note) => !OF_THE_ACCOUNT.has(note.rule))) return false;
  if (row.account_fixed || row.conversation_id === null) return false;
  const now = scope.clock.now();
  const place = { conversation_id: row.conversation_id, kind: row.speech, at: now };
  const { robot, reason, considered } = await chooseRobot(scope, place);
  const able = robot && considered.some((one) => one.account_id === robot.account_id && one.why_not === null);
  if (!able || robot.account_id === row.account_id) return false;
  await query(
    scope.em,
    `update robot_command_queue set account_id = $2, status = 'waiting', run_at = $3, notes = '[]', needs_person_at = null, updated_at = $3
     where id = $1`,
    [row.id, robot.account_id, now],
  );
  await track(scope, row, 'reassigned', { from: row.account_id, to: robot.account_id, reason, notes });
  await wakeSender(scope, robot.account_id, now);
  tellChange(scope, row.id, 'waiting');
  return true;
}
