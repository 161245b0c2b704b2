import { ChatMessage } from '../../db/entities/chat/chat-message.entity.ts';
import { Run } from '../../db/entities/chat/run.entity.ts';
import { query, queryOne } from '../../db/query.ts';
import type { ApprovalCard } from '../../kernel/contracts/chat.ts';
import { appendAudit } from '../append-audit.ts';
import type { Scope } from '../scope.ts';
import { appendEvents, type PendingEvent } from './append-events.ts';
import { createApproval, type NewApproval } from './approvals.ts';
import type { RunEnd } from './end-run.ts';
import { chatError } from './errors.ts';

/** Cards another program may leave waiting for one person; more are a program that has gone wild. */
export const MOST_OUTSIDE_CARDS = 50;

export interface OutsideCard {
  readonly approval: NewApproval;
  readonly message: NonNullable<RunEnd['message']>;
  readonly events: readonly PendingEvent[];
}

/**
 * Puts a card that no question of the chat led to into a conversation: its run (over already, waiting for a decision),
 * its message, the card, the events and the audit line, in the caller's transaction.
 */
export async function placeCard(
  tx: Pick<Scope, 'em' | 'clock' | 'actor'>,
  { approval, message, events }: OutsideCard,
): Promise<void> {
  const now = tx.clock.now();
  const { threadId, runId, agent, card } = approval;
  tx.em.persist(
    tx.em.create(Run, {
      id: runId,
      conversation: threadId,
      userId: tx.actor.userId,
      status: 'interrupted',
      agent,
      input: {},
      leaseUntil: null,
      startedAt: now,
      finishedAt: now,
    }),
  );
  tx.em.persist(
    tx.em.create(ChatMessage, {
      ...message,
      conversation: threadId,
      runId,
      role: 'assistant',
      agent,
      createdAt: now,
    }),
  );
  await createApproval(tx, approval);
  await appendEvents(tx, threadId, events);
  appendAudit(tx, {
    action: 'approval.requested',
    entity: 'approval',
    entityId: card.id,
    after: { tool: card.tool, hash: card.hash, summary: card.summary },
  });
  await tx.em.flush();
}

/**
 * The card the same request made before and that still waits: a program that asks twice, also at once, gets the one card.
 * Until the caller's transaction ends, nobody else files a card of this kind for the actor.
 * @throws AppError `chat.too_many_cards`
 */
export async function findSameCard(
  tx: Pick<Scope, 'em' | 'clock' | 'actor'>,
  agent: string,
  hash: string,
): Promise<{ card: ApprovalCard; threadId: string } | undefined> {
  await query(tx.em, 'select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${agent}:${tx.actor.userId}`]);
  const row = await queryOne<{ waiting: number; card: ApprovalCard | null; threadId: string | null }>(
    tx.em,
    `select count(*)::int as waiting, (array_agg(card) filter (where hash = $3))[1] as card,
       (array_agg(conversation_id) filter (where hash = $3))[1] as "threadId"
     from approval where user_id = $1 and agent = $2 and status = 'pending' and expires_at > $4`,
    [tx.actor.userId, agent, hash, tx.clock.now()],
  );
  if (row?.card && row.threadId) return { card: row.card, threadId: row.threadId };
  if ((row?.waiting ?? 0) >= MOST_OUTSIDE_CARDS)
    throw chatError('chat.too_many_cards', { details: { most: MOST_OUTSIDE_CARDS } });
  return undefined;
}
