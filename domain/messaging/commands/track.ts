import { query } from '../../../db/query.ts';
import type { TrackingEvent } from '../../../kernel/contracts/messaging.ts';
import type { WriteScope } from '../messaging-scope.ts';

/** Appends a line to a command's history in the caller's transaction. */
export async function track(
  scope: Pick<WriteScope, 'em' | 'clock'>,
  command: { readonly id: string; readonly attempts: number },
  event: TrackingEvent,
  details: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await query(
    scope.em,
    `insert into execution_tracking (command_id, attempt, event, details, at) values ($1, $2, $3, $4, $5)`,
    [command.id, command.attempts, event, JSON.stringify(details), scope.clock.now()],
  );
}
