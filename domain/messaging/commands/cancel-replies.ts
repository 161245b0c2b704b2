import { query } from '../../../db/query.ts';
import type { WriteScope } from '../messaging-scope.ts';
import { lockCommand } from './command-row.ts';
import { settle } from './settle-command.ts';

/**
 * Cancels the answers of robots in a conversation that have not left: a colleague speaks there. What was agreed to by a
 * person stays.
 */
export async function cancelReplies(
  scope: Pick<WriteScope, 'em' | 'clock' | 'jobs' | 'events'>,
  conversationId: string,
): Promise<void> {
  const open = await query<{ id: string }>(
    scope.em,
    `select id from robot_command_queue where conversation_id = $1 and status in ('waiting', 'held') and source = 'routing'
       and speech = 'reply' and not beside_staff and coalesce(approval_id, released_by) is null order by seq`,
    [conversationId],
  );
  for (const { id } of open) {
    const row = await lockCommand(scope, id);
    if (row && (row.status === 'waiting' || row.status === 'held'))
      await settle(scope, row, { status: 'cancelled', reason: 'colleague_spoke' });
  }
}
