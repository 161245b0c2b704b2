import { LockMode } from '@mikro-orm/core';
import { ChatMessage } from '../../db/entities/chat/chat-message.entity.ts';
import { Conversation } from '../../db/entities/chat/conversation.entity.ts';
import { Run } from '../../db/entities/chat/run.entity.ts';
import { query } from '../../db/query.ts';
import { newId } from '../../kernel/ids.ts';
import { inTransaction } from '../in-transaction.ts';
import type { Scope } from '../scope.ts';
import { chatError } from './errors.ts';

/** A running run is taken over by another process when its lease was not renewed for this long. */
export const LEASE_MS = 30_000;
const LONGEST_MESSAGE = 8000;
const LONGEST_TITLE = 24;

/** What a run was asked to do; kept, so that a process that takes the run over can begin it again. */
export interface RunInput {
  readonly message?: { readonly id: string; readonly content: string };
  /** Decisions on cards of the run before: approval id → decision. */
  readonly decisions?: Readonly<Record<string, unknown>>;
}

interface RunOrder {
  readonly threadId: string;
  readonly runId: string;
  readonly input: RunInput;
}

export interface BegunRun {
  readonly lastSeq: number;
  readonly attempt: number;
  readonly title: string;
  readonly isNew: boolean;
}

/**
 * Records the question and takes the conversation for one run, in one transaction. The same run id again is the same
 * run (a client that sends twice), told by `undefined`.
 * @throws AppError `chat.busy`, `chat.conversation_not_found`, `chat.empty`, `chat.run_taken`, `chat.too_long`
 */
export async function beginRun(
  scope: Pick<Scope, 'em' | 'clock' | 'actor' | 'events'>,
  input: RunOrder,
): Promise<BegunRun | undefined> {
  refuseBadInput(input.input);
  return await inTransaction(scope, async (tx) => {
    const now = tx.clock.now();
    const { conversation, isNew } = await openConversation(tx, input);
    if (conversation.user !== tx.actor.userId || conversation.deletedAt) throw chatError('chat.conversation_not_found');
    const before = await whatIsThere(tx, input);
    if (before.sameRun) return undefined;
    if (before.isTaken) throw chatError('chat.run_taken');
    if (before.otherRun) throw chatError('chat.busy');
    tx.em.persist(
      tx.em.create(Run, {
        id: input.runId,
        conversation: input.threadId,
        userId: tx.actor.userId,
        status: 'running',
        input: input.input,
        leaseUntil: new Date(now.getTime() + LEASE_MS),
        startedAt: now,
      }),
    );
    if (input.input.message) persistQuestion(tx, input, input.input.message, before.sameMessage);
    conversation.updatedAt = now;
    await tx.em.flush();
    return { lastSeq: conversation.lastSeq, attempt: 1, title: conversation.title, isNew };
  });
}

function refuseBadInput(input: RunInput): void {
  if (input.message) {
    if (input.message.content.trim() === '') throw chatError('chat.empty');
    if (input.message.content.length > LONGEST_MESSAGE)
      throw chatError('chat.too_long', { details: { limit: LONGEST_MESSAGE } });
  } else if (!input.decisions || Object.keys(input.decisions).length === 0) {
    throw chatError('chat.empty');
  }
}

/** The conversation, taken for this transaction; the first question makes it. Two first questions at once make it once. */
async function openConversation(tx: Pick<Scope, 'em' | 'clock' | 'actor'>, { threadId, input }: RunOrder) {
  const take = async () => await tx.em.findOne(Conversation, threadId, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const found = await take();
  if (found) return { conversation: found, isNew: false };
  const added = await query(
    tx.em,
    `insert into conversation (id, user_id, title, last_seq, created_at, updated_at) values ($1, $2, $3, 0, $4, $4)
     on conflict do nothing returning id`,
    [threadId, tx.actor.userId, titleOf(input.message?.content ?? '新对话'), tx.clock.now()],
  );
  return { conversation: (await take())!, isNew: added.length > 0 };
}

interface Before {
  readonly sameRun: boolean;
  /** The run id stands for a run, perhaps of another conversation. */
  readonly isTaken: boolean;
  readonly otherRun: boolean;
  readonly sameMessage: boolean;
}

/** What was stored before: this run, another one that still answers, a message with the client's id. */
async function whatIsThere(tx: Pick<Scope, 'em'>, { threadId, runId, input }: RunOrder): Promise<Before> {
  const [found] = await query<Before>(
    tx.em,
    `select exists (select from run where id = $1 and conversation_id = $2) as "sameRun",
       exists (select from run where id = $1) as "isTaken",
       exists (select from run where conversation_id = $2 and status = 'running') as "otherRun",
       exists (select from chat_message where id = $3) as "sameMessage"`,
    [runId, threadId, input.message?.id ?? null],
  );
  return found ?? { sameRun: false, isTaken: false, otherRun: false, sameMessage: false };
}

function persistQuestion(
  tx: Pick<Scope, 'em' | 'clock'>,
  order: RunOrder,
  message: { id: string; content: string },
  isTaken: boolean,
): void {
  // A client may send an id twice; the words count, the id only helps other devices to recognise them.
  tx.em.persist(
    tx.em.create(ChatMessage, {
      id: isTaken ? newId() : message.id,
      conversation: order.threadId,
      runId: order.runId,
      role: 'user',
      content: message.content,
      parts: [],
      steps: [],
      createdAt: tx.clock.now(),
    }),
  );
}

function titleOf(words: string): string {
  const line = words.trim().replaceAll(/\s+/g, ' ');
  const characters = [...line];
  return characters.length > LONGEST_TITLE ? `${characters.slice(0, LONGEST_TITLE).join('')}…` : line;
}
