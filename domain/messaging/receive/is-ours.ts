import { query } from '../../../db/query.ts';
import type { InboundMessage } from '../inbound.ts';
import type { WriteScope } from '../messaging-scope.ts';

/**
 * Whether a message was written by one of our accounts: the channel says so, or its sender is another of our accounts in
 * the conversation. Robots that take each other for customers would never stop talking.
 */
export async function isOurs(
  scope: Pick<WriteScope, 'em'>,
  conversationId: string,
  message: InboundMessage,
): Promise<boolean> {
  if (message.own) return true;
  const [ours] = await query(
    scope.em,
    `select 1 as one from conversation_account x join channel_account a on a.id = x.account_id
     where x.conversation_id = $1 and (a.own_id = $2 or not $3 and a.name = $4)`,
    [conversationId, message.sender.id, message.sender.stable, message.sender.name],
  );
  return ours !== undefined;
}
