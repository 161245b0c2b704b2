import { query } from '../../../db/query.ts';
import type { Channel } from '../../../kernel/contracts/messaging.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Sender } from '../inbound.ts';
import type { WriteScope } from '../messaging-scope.ts';

/**
 * Finds the person a channel names, or makes them. Where only a display name is known it holds within the conversation: the
 * 王磊 of another group may be somebody else.
 */
export async function placePerson(
  scope: Pick<WriteScope, 'em'>,
  channel: Channel,
  conversationId: string,
  told: Sender,
  at: Date,
): Promise<string> {
  const [row] = await query<{ id: string }>(
    scope.em,
    `insert into channel_person (id, channel, place, external_id, name, stable, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $7)
     on conflict (channel, place, external_id) do update set name = excluded.name, updated_at = excluded.updated_at
     returning id`,
    [
      newId(),
      channel,
      told.stable ? '' : conversationId,
      told.id.slice(0, 200),
      told.name.slice(0, 200),
      told.stable,
      at,
    ],
  );
  return row!.id;
}
