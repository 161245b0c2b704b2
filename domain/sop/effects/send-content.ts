import { toAppError } from '../../../kernel/errors.ts';
import type { OutboundContent } from '../../messaging/outbound.ts';
import { queueCommand, type QueuedCommand } from '../../messaging/commands/queue-command.ts';
import type { SopEffect } from '../actions/step.ts';
import type { Carried } from '../running/carried.ts';
import type { Done } from '../running/hands.ts';
import type { SopScope } from '../running/sop-engine.ts';

const MINUTE_MS = 60_000;
/** So soon after the contact wrote a message is an answer, and goes before what is sent in numbers. */
const ANSWER_MS = 10 * MINUTE_MS;

/** Queues a message for the contact; the rules of sending decide when and whether it leaves. */
export async function sendContent(
  scope: SopScope,
  carried: Carried,
  seq: number,
  { content }: Extract<SopEffect, { kind: 'send' }>,
): Promise<Done> {
  const queued = await queueFor(scope, carried, seq, content, 'message');
  if (typeof queued === 'string') return { command_id: null, refused: queued, output: {} };
  const { verdict, notes } = queued.decision;
  const words = notes.map((note) => note.words).join('；');
  return {
    command_id: queued.id,
    refused: verdict === 'refuse' ? words || '不符合发送规则' : null,
    output: notes.length > 0 ? { notes: words } : {},
  };
}

/** Queues a change of what the account keeps of the contact; that a channel cannot is said, and nothing waits for it. */
export async function queueUpkeep(
  scope: SopScope,
  carried: Carried,
  seq: number,
  content: OutboundContent,
): Promise<Done> {
  const queued = await queueFor(scope, carried, seq, content, content.kind);
  if (typeof queued === 'string') return { command_id: null, refused: null, output: { channel: queued } };
  const words = queued.decision.notes.map((note) => note.words).join('；');
  return { command_id: queued.id, refused: null, output: words ? { channel: words } : {} };
}

/** @returns what was queued, or why nothing could be, in a sentence */
async function queueFor(
  scope: SopScope,
  { row }: Carried,
  seq: number,
  content: OutboundContent,
  what: string,
): Promise<QueuedCommand | string> {
  const now = scope.clock.now();
  const lastReply = row.context_data.last_reply_at;
  const answering = lastReply !== undefined && now.getTime() - Date.parse(lastReply) <= ANSWER_MS;
  const moments = content.kind === 'moment';
  try {
    return await queueCommand(scope, {
      conversation_id: moments ? null : row.conversation_id,
      account_id: row.account_id,
      content,
      lane: answering ? 'reply' : 'bulk',
      source: 'sop',
      source_ref: `${row.id}:${seq}`,
      proactive: !answering,
      idempotency_key: what === 'message' ? `sop:${row.id}:${seq}` : `sop:${row.id}:${seq}:${what}`,
      expires_at: row.expires_at,
    });
  } catch (thrown) {
    const error = toAppError(thrown);
    // A conversation without an account, a channel that is not set up: a matter of this contact, not of the engine.
    if (error.kind === 'transient' || error.kind === 'bug') throw thrown;
    return error.sentence('zh');
  }
}
