import { createHash } from 'node:crypto';
import { query } from '../../../db/query.ts';
import type { InboundMessage } from '../inbound.ts';
import type { WriteScope } from '../messaging-scope.ts';

/** What the reports of one message by several accounts have in common; null where a channel cannot tell. */
export function twinKeyOf(conversationId: string, message: InboundMessage): string | null {
  if (message.twin_key === null) return null;
  return createHash('sha256').update(`${conversationId}\n${message.twin_key}`).digest('hex');
}

/**
 * Adds an account's report to the message another account reported within the time. The same account twice is no twin: somebody
 * wrote the same words again.
 * @returns whether there was such a message
 */
export async function joinTwin(
  scope: Pick<WriteScope, 'em'>,
  key: string,
  accountId: string,
  at: Date,
  withinMs: number | null,
): Promise<boolean> {
  const [joined] = await query(
    scope.em,
    `update inbound_twin set accounts = accounts || $2::uuid
     where twin_key = $1 and ($3::timestamptz is null or taken_at >= $3) and not ($2::uuid = any (accounts)) returning 1 as one`,
    [key, accountId, withinMs === null ? null : new Date(at.getTime() - withinMs)],
  );
  return joined !== undefined;
}

/** Lets later reports of this message find it. */
export async function rememberTwin(
  scope: Pick<WriteScope, 'em'>,
  key: string,
  messageId: string,
  accountId: string,
  at: Date,
): Promise<void> {
  await query(
    scope.em,
    `insert into inbound_twin (twin_key, message_id, accounts, taken_at) values ($1, $2, array[$3]::uuid[], $4)
     on conflict (twin_key) do update set message_id = excluded.message_id, accounts = excluded.accounts, taken_at = excluded.taken_at`,
    [key, messageId, accountId, at],
  );
}
