import { query } from '../../../db/query.ts';
import type { Channel } from '../../../kernel/contracts/messaging.ts';
import { messagingError } from '../errors.ts';
import type { WriteScope } from '../messaging-scope.ts';

interface Candidate {
  readonly id: string;
  readonly channel: Channel;
}

/**
 * The account that speaks in a conversation: the one asked for, else one that is online, not paused and not resting, in
 * that order; of equals the one seen here last.
 * @throws AppError `messaging.no_account_in_conversation`
 */
export async function chooseAccount(
  scope: Pick<WriteScope, 'em' | 'clock'>,
  conversation: { readonly id: string; readonly name: string },
  wanted: string | undefined,
): Promise<Candidate> {
  const [found] = await query<Candidate>(
    scope.em,
    `select a.id, a.channel from conversation_account x join channel_account a on a.id = x.account_id
     where x.conversation_id = $1 and ($2::uuid is null or a.id = $2)
     order by (a.paused_at is null) desc, (a.state <> 'offline') desc, (a.rest_until is null or a.rest_until <= $3) desc,
       (a.state = 'online') desc, x.last_seen_at desc, a.id
     limit 1`,
    [conversation.id, wanted ?? null, scope.clock.now()],
  );
  if (!found)
    throw messagingError('messaging.no_account_in_conversation', { details: { conversation: conversation.name } });
  return found;
}
