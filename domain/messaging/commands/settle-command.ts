import { query } from '../../../db/query.ts';
import type { CommandStatus } from '../../../kernel/contracts/messaging.ts';
import type { WriteScope } from '../messaging-scope.ts';
import { commandNeedsPerson, commandSettled } from '../signals.ts';
import type { CommandRow } from './command-row.ts';
import { keepSent } from './keep-sent.ts';
import { mayMove, type ENDS } from './status-table.ts';
import { track } from './track.ts';

export interface Settlement {
  readonly status: (typeof ENDS)[number];
  readonly reason?: string | null;
  readonly vendor_words?: string | null;
  readonly vendor_id?: string | null;
  /** When the vendor says it happened. */
  readonly at?: Date | null;
  readonly needs_person?: boolean;
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * Brings a command to its end, in the caller's transaction: its row, a line of history, the message in the conversation
 * when it went out, and the signal for the engine that wanted it. The row must be locked.
 * @returns whether it moved; an end that came twice changes nothing
 */
export async function settle(
  scope: Pick<WriteScope, 'em' | 'clock' | 'jobs' | 'events'>,
  row: CommandRow,
  end: Settlement,
): Promise<boolean> {
  if (!mayMove(row.status, end.status)) {
    await track(scope, row, 'reported', { ...end.details, status: end.status, ignored: row.status });
    return false;
  }
  const now = scope.clock.now();
  const needsPerson = end.needs_person ?? false;
  await query(
    scope.em,
    `update robot_command_queue set status = $2, reason = $3, vendor_words = $4, vendor_id = coalesce($5, vendor_id),
       needs_person_at = $6, settled_at = $7, check_at = null, lease_until = null, updated_at = $7 where id = $1`,
    [
      row.id,
      end.status,
      end.reason ?? null,
      end.vendor_words ?? null,
      end.vendor_id ?? null,
      needsPerson ? now : null,
      now,
    ],
  );
  await track(scope, row, end.status, { reason: end.reason ?? null, ...end.details });
  if (needsPerson) await track(scope, row, 'given_to_person', {});
  if (end.status === 'completed')
    await keepSent(scope, row, { vendor_id: end.vendor_id ?? row.vendor_id, at: end.at ?? null });
  await tellSettled(scope, row, end.status, needsPerson);
  return true;
}

/** Tells the engine that wanted the command, and the pages. */
export async function tellSettled(
  scope: Pick<WriteScope, 'em' | 'jobs' | 'events'>,
  row: CommandRow,
  status: CommandStatus,
  needsPerson: boolean,
): Promise<void> {
  await scope.jobs.tell(scope.em, commandSettled, {
    command_id: row.id,
    source: row.source,
    source_ref: row.source_ref,
    status,
    needs_person: needsPerson,
  });
  if (needsPerson) await scope.jobs.tell(scope.em, commandNeedsPerson, { command_id: row.id });
  tellChange(scope, row.id, status);
}

/** Tells the pages that a command stands otherwise. */
export function tellChange(scope: Pick<WriteScope, 'events'>, id: string, status: CommandStatus): void {
  scope.events.publish('messaging.command_changed', { id, status });
}
