import type { ChatMessageView, ConversationDetail, RunStatus } from '../../../kernel/contracts/chat.ts';

/** Why a run ended badly: the sentence of the server and its code. */
export interface RunFault {
  message: string;
  code: string | null;
  /** The server did not take the question at all: nothing of it is stored. */
  refused: boolean;
}

/** A message as the page holds it: what the server stores, and where its answer stands. */
export interface ThreadMessage extends ChatMessageView {
  /** `sending`: typed here and not yet heard of from the server. `streaming`: its run goes on. */
  phase: 'sending' | 'streaming' | 'done' | 'failed' | 'cancelled';
  fault: RunFault | null;
  /** Ids of the text messages whose words are joined in `content`. */
  text_ids: string[];
  /** The id each part came with (null: loaded with the conversation), in the order of `parts`. */
  part_ids: (string | null)[];
}

/** When a card was decided, as far as this page saw it. */
export interface SeenDecision {
  at: string;
}

/** One conversation on the page. Immutable: every event gives a new one. */
export interface ThreadState {
  threadId: string;
  title: string | null;
  messages: ThreadMessage[];
  /** Place of the last event taken in; 0 before the first. */
  lastSeq: number;
  /** Everything up to here is already in the loaded messages, except for the run in work. */
  loadedSeq: number;
  /** The run in work when the conversation was loaded, if its words were not part of the loaded messages. */
  replayRunId: string | null;
  run: { id: string; status: RunStatus } | null;
  /** Arguments of tool calls as the text received so far, by tool call id. */
  argTexts: Record<string, string>;
  decisions: Record<string, SeenDecision>;
}

/** More events than one answer has: about one per word, some per step. */
const LONGEST_ANSWER = 4000;

/** A conversation nobody has said anything in. */
export function emptyThread(threadId: string): ThreadState {
  return {
    threadId,
    title: null,
    messages: [],
    lastSeq: 0,
    loadedSeq: 0,
    replayRunId: null,
    run: null,
    argTexts: {},
    decisions: {},
  };
}

/** A stored message as one of the page. */
function loadedMessage(message: ChatMessageView, activeRunId: string | null): ThreadMessage {
  const streaming = message.role === 'assistant' && message.run_id !== null && message.run_id === activeRunId;
  return {
    ...message,
    phase: streaming ? 'streaming' : phaseAtRest(message),
    fault: null,
    text_ids: message.role === 'assistant' ? [message.id] : [],
    part_ids: message.parts.map(() => null),
  };
}

function phaseAtRest(message: ChatMessageView): 'done' | 'failed' | 'cancelled' {
  if (message.role === 'user') return 'done';
  if (message.run_status === 'cancelled') return 'cancelled';
  // An answer that failed before its first word is stored empty.
  return message.run_status === 'failed' || isBlank(message) ? 'failed' : 'done';
}

/** Whether there is nothing of an answer to show. */
export function isBlank(message: ChatMessageView): boolean {
  const empty = message.content === '' && message.parts.length === 0;
  return message.role === 'assistant' && empty && message.steps.length === 0 && message.approvals.length === 0;
}

/**
 * The state to start from when a conversation is opened.
 *
 * A run in work may or may not have left words in `messages` yet. If it did, the events after `last_seq` continue
 * them. If it did not, its events are wanted from the beginning: `replayRunId` names it, `lastSeq` goes back far enough
 * to have them all, and the events of other runs up to `last_seq` are skipped by the reducer.
 */
export function threadFromDetail(detail: ConversationDetail): ThreadState {
  const active = detail.active_run_id;
  const known = active === null || detail.messages.some((it) => it.role === 'assistant' && it.run_id === active);
  return {
    ...emptyThread(detail.id),
    title: detail.title,
    messages: detail.messages.map((message) => loadedMessage(message, active)),
    lastSeq: known ? detail.last_seq : Math.max(0, detail.last_seq - LONGEST_ANSWER),
    loadedSeq: detail.last_seq,
    replayRunId: known ? null : active,
    run: active === null ? waitingRun(detail) : { id: active, status: 'running' },
  };
}

/** A conversation whose last word is an open card is still waiting, though no run is in work. */
function waitingRun(detail: ConversationDetail): ThreadState['run'] {
  const last = detail.messages.at(-1);
  if (!last?.run_id || !last.approvals.some((card) => card.status === 'pending')) return null;
  return { id: last.run_id, status: 'interrupted' };
}

/** Whether an answer is being made right now. */
export function isRunning(state: ThreadState): boolean {
  return state.run?.status === 'running';
}

/** Where an event belongs: its run, and its time as ISO text. */
export interface EventPlace {
  id: string;
  at: string;
}
