import { query, queryOne } from '../../../db/query.ts';
import type { Channel } from '../../../kernel/contracts/messaging.ts';
import type { InboundFriend } from '../inbound.ts';
import type { WriteScope } from '../messaging-scope.ts';
import { friendAdded } from '../signals.ts';
import { placeConversation } from './place-conversation.ts';
import { placePerson } from './place-person.ts';
import { seenBefore } from './seen-before.ts';

/** Takes in that somebody became a friend; `friendAdded` is told once. Requests and removals are only kept as callbacks. */
export async function receiveFriend(
  scope: WriteScope,
  accountId: string,
  friend: InboundFriend,
  at: Date,
): Promise<'taken' | 'repeated'> {
  if (await seenBefore(scope, accountId, `${friend.kind}:${friend.source_id}`.slice(0, 200), at, friend.same_within_ms))
    return 'repeated';
  if (friend.kind !== 'friend_added') return 'taken';
  const account = await queryOne<{ id: string; channel: Channel }>(
    scope.em,
    'select id, channel from channel_account where id = $1',
    [accountId],
  );
  const { person } = friend;
  const conversationId = await placeConversation(
    scope,
    account!,
    { kind: 'person', id: person.id, name: person.name, stable: person.stable, internal: null },
    at,
  );
  const personId = await placePerson(scope, account!.channel, conversationId, person, at);
  await query(scope.em, 'update channel_conversation set person_id = $2 where id = $1', [conversationId, personId]);
  await scope.jobs.tell(scope.em, friendAdded, {
    conversation_id: conversationId,
    person_id: personId,
    account_id: accountId,
  });
  return 'taken';
}
