import { query } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { CommandDetail, CommandStatus } from '../../../kernel/contracts/messaging.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import { messagingError } from '../errors.ts';
import type { WriteScope } from '../messaging-scope.ts';
import { STATUS_WORDS } from '../words.ts';
import { lockCommand, type CommandRow } from './command-row.ts';
import { readCommand } from './command-view.ts';
import { settle, tellChange } from './settle-command.ts';
import { mayMove } from './status-table.ts';
import { track } from './track.ts';
import { wakeSender } from './wake-sender.ts';

/** What a person may decide of a command. */
export type Decision = 'cancel' | 'release' | 'retry' | 'sent' | 'not_sent';

/**
 * Carries out what a person decides: `cancel` what has not left; `release` what a rule held, the person having read it;
 * `retry` what failed; `sent` and `not_sent` when nobody else can say what became of it.
 *
 * @throws AppError `access.not_permitted`, `messaging.command_not_found`, `messaging.command_not_open`,
 *   `messaging.command_may_have_left`
 */
export async function decideCommand(
  outer: WriteScope,
  input: { readonly id: string; readonly decision: Decision },
): Promise<CommandDetail> {
  requirePermission(outer.actor, input.decision === 'release' ? 'send.approve' : 'messaging.send');
  await readCommand(outer, input.id);
  return await inTransaction(outer, async (scope) => {
    const row = (await lockCommand(scope, input.id))!;
    await DECISIONS[input.decision](scope, row);
    appendAudit(scope, {
      action: `command.${input.decision}`,
      entity: 'robot_command',
      entityId: row.id,
      before: { status: row.status },
    });
    await scope.em.flush();
    return await readCommand(scope, row.id);
  });
}

const DECISIONS: Readonly<Record<Decision, (scope: WriteScope, row: CommandRow) => Promise<void>>> = {
  cancel: async (scope, row) => {
    if (row.status === 'timeout' || row.status === 'sending' || row.status === 'accepted')
      throw messagingError('messaging.command_may_have_left');
    requireMove(row, 'cancelled');
    await settle(scope, row, { status: 'cancelled', reason: 'cancelled', details: { by: scope.actor.name } });
  },
  release: async (scope, row) => {
    if (row.status !== 'held') throw notOpen(row);
    await goOn(scope, row, 'released', { approved: true, attempts: row.attempts });
  },
  retry: async (scope, row) => {
    if (row.status === 'timeout') throw messagingError('messaging.command_may_have_left');
    if (row.status !== 'failed') throw notOpen(row);
    await goOn(scope, row, 'retry', { approved: false, attempts: 0 });
  },
  sent: async (scope, row) => {
    if (row.status !== 'timeout') throw notOpen(row);
    await settle(scope, row, { status: 'completed', details: { by: scope.actor.name } });
  },
  not_sent: async (scope, row) => {
    if (row.status !== 'timeout') throw notOpen(row);
    await settle(scope, row, { status: 'failed', reason: 'unconfirmed', details: { by: scope.actor.name } });
  },
};

/** Lets a command wait for its turn again. A person who released it has read the very text: the rules let it pass. */
async function goOn(
  scope: WriteScope,
  row: CommandRow,
  event: 'released' | 'retry',
  options: { readonly approved: boolean; readonly attempts: number },
): Promise<void> {
  requireMove(row, 'waiting');
  const now = scope.clock.now();
  await query(
    scope.em,
    `update robot_command_queue set status = 'waiting', run_at = $2, attempts = $3, needs_person_at = null, settled_at = null,
       reason = null, vendor_words = null, notes = '[]', released_by = case when $4 then $5::uuid else released_by end, updated_at = $2
     where id = $1`,
    [row.id, now, options.attempts, options.approved, scope.actor.userId],
  );
  await track(scope, row, event, { by: scope.actor.name });
  await wakeSender(scope, row.account_id, now);
  tellChange(scope, row.id, 'waiting');
}

function requireMove(row: CommandRow, to: CommandStatus): void {
  if (!mayMove(row.status, to)) throw notOpen(row);
}

function notOpen(row: CommandRow): Error {
  return messagingError('messaging.command_not_open', { details: { status: STATUS_WORDS[row.status] } });
}
