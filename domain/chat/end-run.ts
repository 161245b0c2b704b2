import { ChatMessage } from '../../db/entities/chat/chat-message.entity.ts';
import { query } from '../../db/query.ts';
import type { AnswerPart, RunStatus, ToolStep } from '../../kernel/contracts/chat.ts';
import { inTransaction } from '../in-transaction.ts';
import type { Scope } from '../scope.ts';
import { appendEvents, type PendingEvent } from './append-events.ts';

export interface RunEnd {
  readonly threadId: string;
  readonly runId: string;
  readonly attempt: number;
  readonly status: Exclude<RunStatus, 'running'>;
  readonly agent: string | null;
  readonly error: string | null;
  /** The answer; left out when nothing was said. */
  readonly message?: {
    readonly id: string;
    readonly content: string;
    readonly parts: AnswerPart[];
    readonly steps: ToolStep[];
  };
  readonly events: readonly PendingEvent[];
}

/**
 * Writes down how a run ended: answer, last events and status in one transaction. A run that was taken over meanwhile
 * (higher attempt) is left alone.
 * @returns whether this attempt was still the one in charge
 */
export async function endRun(scope: Pick<Scope, 'em' | 'clock' | 'events'>, end: RunEnd): Promise<boolean> {
  return await inTransaction(scope, async (tx) => {
    const now = tx.clock.now();
    const held = await query(
      tx.em,
      `update run set status = $3, agent = $4, error = $5, finished_at = $6, lease_until = null
       where id = $1 and attempt = $2 and status = 'running' returning id`,
      [end.runId, end.attempt, end.status, end.agent, end.error, now],
    );
    if (held.length === 0) return false;
    if (end.message) {
      tx.em.persist(
        tx.em.create(ChatMessage, {
          id: end.message.id,
          conversation: end.threadId,
          runId: end.runId,
          role: 'assistant',
          agent: end.agent,
          content: end.message.content,
          parts: end.message.parts,
          steps: end.message.steps,
          createdAt: now,
        }),
      );
      await tx.em.flush();
    }
    await appendEvents(tx, end.threadId, end.events);
    return true;
  });
}
