import { query } from '../../../db/query.ts';
import { cancelReplies } from '../commands/cancel-replies.ts';
import { readPolicy } from '../policy/read-policy.ts';
import type { WriteScope } from '../messaging-scope.ts';

/**
 * A colleague speaks: robots keep still in the conversation from now on for as long as the organisation says, or so many
 * `minutes`, and the open sessions are the colleague's. Each further word prolongs it. What a robot was about to answer is
 * no longer wanted, also where it was to be said long after the silence.
 */
export async function keepSilent(
  scope: Pick<WriteScope, 'em' | 'clock' | 'events' | 'jobs'>,
  conversationId: string,
  minutes?: number,
): Promise<void> {
  const now = scope.clock.now();
  const silence = minutes ?? (await readPolicy(scope)).silent_minutes;
  const until = new Date(now.getTime() + silence * 60_000);
  await query(
    scope.em,
    'update channel_conversation set silent_until = greatest(silent_until, $2), updated_at = $3 where id = $1',
    [conversationId, until, now],
  );
  await query(
    scope.em,
    `update channel_session set status = 'handed_over' where conversation_id = $1 and status = 'open'`,
    [conversationId],
  );
  await cancelReplies(scope, conversationId);
}

/** Robots may speak again at once. */
export async function endSilence(scope: Pick<WriteScope, 'em' | 'clock'>, conversationId: string): Promise<void> {
  await query(
    scope.em,
    'update channel_conversation set silent_until = null, updated_at = $2 where id = $1 and silent_until is not null',
    [conversationId, scope.clock.now()],
  );
  await query(
    scope.em,
    `update channel_session set status = 'open' where conversation_id = $1 and status = 'handed_over'`,
    [conversationId],
  );
}
