import { query } from '../../../db/query.ts';
import type { InboundRecall } from '../inbound.ts';
import type { WriteScope } from '../messaging-scope.ts';

/** Marks a message its writer took back. Its text stays: what was acted upon must remain explainable. */
export async function noteRecall(
  scope: Pick<WriteScope, 'em' | 'events'>,
  accountId: string,
  recall: InboundRecall,
  at: Date,
): Promise<'taken' | 'nothing'> {
  const [row] = await query<{ id: string; conversation_id: string }>(
    scope.em,
    `update channel_message set recalled_at = $3 where account_id = $1 and vendor_id = $2 and recalled_at is null
     returning id, conversation_id`,
    [accountId, recall.vendor_id, at],
  );
  if (!row) return 'nothing';
  scope.events.publish('messaging.message', { id: row.id, conversationId: row.conversation_id });
  return 'taken';
}
