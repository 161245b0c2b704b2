import { query } from '../../../db/query.ts';
import { newId } from '../../../kernel/ids.ts';
import type { WriteScope } from '../messaging-scope.ts';

/** Silence after which a matter is over, in minutes. */
export const SESSION_IDLE_MINUTES = 60;

/**
 * The session a message belongs to: the open one, or a new one when the person was silent for long.
 * @returns its id, and whether it is new
 */
export async function touchSession(
  scope: Pick<WriteScope, 'em'>,
  place: { readonly conversation_id: string; readonly person_id: string },
  at: Date,
): Promise<{ readonly id: string; readonly fresh: boolean }> {
  await query(
    scope.em,
    `update channel_session set status = 'ended', ended_at = last_at
     where conversation_id = $1 and person_id = $2 and status <> 'ended' and last_at < $3::timestamptz - ${SESSION_IDLE_MINUTES} * interval '1 minute'`,
    [place.conversation_id, place.person_id, at],
  );
  const [row] = await query<{ id: string; messages: number }>(
    scope.em,
    `insert into channel_session (id, conversation_id, person_id, status, messages, started_at, last_at)
     values ($1, $2, $3, 'open', 1, $4, $4)
     on conflict (conversation_id, person_id) where status <> 'ended'
     do update set messages = channel_session.messages + 1, last_at = greatest(channel_session.last_at, excluded.last_at)
     returning id, messages`,
    [newId(), place.conversation_id, place.person_id, at],
  );
  return { id: row!.id, fresh: row!.messages === 1 };
}
