import { query } from '../../../db/query.ts';
import type { Channel } from '../../../kernel/contracts/messaging.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Conversation } from '../inbound.ts';
import type { WriteScope } from '../messaging-scope.ts';

/**
 * Finds the conversation an account speaks of, or makes it: a group is one for all accounts in it, a person is one for each
 * account. The name follows the channel; the row is locked until the transaction ends, so that messages of one conversation
 * are taken in one after the other.
 */
export async function placeConversation(
  scope: Pick<WriteScope, 'em'>,
  account: { readonly id: string; readonly channel: Channel },
  told: Conversation,
  at: Date,
): Promise<string> {
  const [row] = await query<{ id: string }>(
    scope.em,
    `insert into channel_conversation (id, channel, kind, place, external_id, name, stable, internal, account_id, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)
     on conflict (channel, place, kind, external_id) do update
       set name = excluded.name, internal = coalesce(excluded.internal, channel_conversation.internal), updated_at = excluded.updated_at
     returning id`,
    [
      newId(),
      account.channel,
      told.kind,
      told.kind === 'group' ? '' : account.id,
      told.id.slice(0, 200),
      told.name.slice(0, 200),
      told.stable,
      told.internal,
      told.kind === 'group' ? null : account.id,
      at,
    ],
  );
  await query(
    scope.em,
    `insert into conversation_account (conversation_id, account_id, first_seen_at, last_seen_at) values ($1, $2, $3, $3)
     on conflict (conversation_id, account_id) do update set last_seen_at = excluded.last_seen_at`,
    [row!.id, account.id, at],
  );
  return row!.id;
}
