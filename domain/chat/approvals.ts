import { createHash } from 'node:crypto';
import { LockMode } from '@mikro-orm/core';
import { Approval } from '../../db/entities/chat/approval.entity.ts';
import { query } from '../../db/query.ts';
import type { ApprovalCard } from '../../kernel/contracts/chat.ts';
import { isId } from '../../kernel/ids.ts';
import type { Scope } from '../scope.ts';
import { chatError } from './errors.ts';

/** A card is worth an answer for a day; after that the world has moved on. */
export const APPROVAL_LIFETIME_MS = 86_400_000;

export type CardContent = Omit<ApprovalCard, 'id' | 'hash' | 'status' | 'expires_at' | 'result'>;

/** What an agreement is bound to: everything the card shows, and the versions of the records it was made from. */
export function hashCard(card: CardContent, snapshot: Readonly<Record<string, number>>): string {
  const shown = [
    card.tool,
    card.summary,
    card.changes,
    card.outgoing_text,
    card.recipients,
    card.refs.map((ref) => ref.id),
    Object.entries(snapshot).sort(),
  ];
  return createHash('sha256').update(JSON.stringify(shown)).digest('hex');
}

export interface NewApproval {
  readonly id: string;
  readonly threadId: string;
  readonly runId: string;
  readonly agent: string;
  readonly input: Record<string, unknown>;
  readonly snapshot: Record<string, number>;
  readonly card: ApprovalCard;
}

/** Stores a proposed change that waits for the person the agent serves. */
export async function createApproval(scope: Pick<Scope, 'em' | 'clock' | 'actor'>, input: NewApproval): Promise<void> {
  scope.em.persist(
    scope.em.create(Approval, {
      id: input.id,
      conversation: input.threadId,
      runId: input.runId,
      userId: scope.actor.userId,
      tool: input.card.tool,
      agent: input.agent,
      input: input.input,
      snapshot: input.snapshot,
      card: input.card,
      hash: input.card.hash,
      status: 'pending',
      expiresAt: new Date(input.card.expires_at),
      createdAt: scope.clock.now(),
    }),
  );
  await scope.em.flush();
}

/** The cards that wait for the actor, oldest first. */
export async function listPendingApprovals(scope: Pick<Scope, 'em' | 'clock' | 'actor'>): Promise<ApprovalCard[]> {
  const rows = await query<{ card: ApprovalCard }>(
    scope.em,
    "select card from approval where user_id = $1 and status = 'pending' and expires_at > $2 order by created_at, id",
    [scope.actor.userId, scope.clock.now()],
  );
  return rows.map((row) => row.card);
}

/**
 * Takes a card for settling, in the caller's transaction; nobody else can settle it meanwhile.
 * @throws AppError `chat.approval_not_found` (also for somebody else's), `chat.approval_settled`, `chat.approval_expired`
 */
export async function takeApproval(scope: Pick<Scope, 'em' | 'clock' | 'actor'>, id: string) {
  const approval = await scope.em.findOne(
    Approval,
    { id, userId: scope.actor.userId },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  if (!approval) throw chatError('chat.approval_not_found');
  if (approval.status !== 'pending')
    throw chatError('chat.approval_settled', { details: { status: STATUS_WORDS[approval.status] } });
  return approval;
}

/** Which agent proposed a card with which tool. @throws AppError `chat.approval_not_found` */
export async function findApproval(
  scope: Pick<Scope, 'em' | 'actor'>,
  id: string,
): Promise<{ agent: string; tool: string }> {
  const approval = isId(id) ? await scope.em.findOne(Approval, { id, userId: scope.actor.userId }) : null;
  if (!approval) throw chatError('chat.approval_not_found');
  return { agent: approval.agent, tool: approval.tool };
}

export type TakenApproval = Awaited<ReturnType<typeof takeApproval>>;

const STATUS_WORDS = {
  pending: '待确认',
  approved: '已同意',
  edited: '已修改并同意',
  refused: '已拒绝',
  conflict: '有冲突',
  expired: '已过期',
} as const;

/** Writes down how a card was settled, and answers the card as it now is. */
export function settleApproval(
  scope: Pick<Scope, 'clock' | 'actor'>,
  approval: TakenApproval,
  status: ApprovalCard['status'],
  result: string,
): ApprovalCard {
  approval.status = status;
  approval.result = result;
  approval.decidedBy = scope.actor.userId;
  approval.decidedAt = scope.clock.now();
  return { ...approval.card, status, result };
}

/** Ends the cards of a run that begins again: the new attempt makes its own. */
export async function expireApprovalsOf(scope: Pick<Scope, 'em'>, runId: string): Promise<void> {
  await query(scope.em, "update approval set status = 'expired' where run_id = $1 and status = 'pending'", [runId]);
}
