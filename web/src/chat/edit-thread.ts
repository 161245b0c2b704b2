import type { ThreadMessage, ThreadState } from './thread-state.ts';

/** The state with the assistant message of a run changed; the message is made first if the run has none yet. */
export function withAnswer(
  state: ThreadState,
  run: { id: string; at: string },
  change: (message: ThreadMessage) => ThreadMessage,
): ThreadState {
  const index = state.messages.findIndex((it) => it.role === 'assistant' && it.run_id === run.id);
  const messages = [...state.messages];
  if (index === -1) messages.push(change(emptyAnswer(run)));
  else messages[index] = change(messages[index] as ThreadMessage);
  return { ...state, messages };
}

/** The state with one message changed in place; unchanged if there is no such message. */
export function withMessage(
  state: ThreadState,
  matches: (message: ThreadMessage) => boolean,
  change: (message: ThreadMessage) => ThreadMessage,
): ThreadState {
  const index = state.messages.findIndex(matches);
  if (index === -1) return state;
  const messages = [...state.messages];
  messages[index] = change(messages[index] as ThreadMessage);
  return { ...state, messages };
}

/** One message of the assistant per run, keyed by the run, so that its place on the page never changes. */
export function emptyAnswer(run: { id: string; at: string }): ThreadMessage {
  return {
    id: `answer-${run.id}`,
    role: 'assistant',
    content: '',
    agent: null,
    parts: [],
    steps: [],
    approvals: [],
    run_id: run.id,
    run_status: null,
    created_at: run.at,
    phase: 'streaming',
    fault: null,
    text_ids: [],
    part_ids: [],
  };
}

/** What the person just typed, shown before the server has heard it. */
export interface LocalQuestion {
  messageId: string;
  runId: string;
  content: string;
  /** ISO time. */
  at: string;
}

/** The state after the person sent a question: their message stands there, and a run is on its way. */
export function withQuestion(state: ThreadState, question: LocalQuestion): ThreadState {
  const run = { id: question.runId, status: 'running' as const };
  if (state.messages.some((it) => it.id === question.messageId)) return { ...state, run };
  return { ...state, run, messages: [...state.messages, questionMessage(question, 'sending')] };
}

/** A message of the person, in the shape of a stored one. */
export function questionMessage(question: LocalQuestion, phase: 'sending' | 'done'): ThreadMessage {
  return {
    ...emptyAnswer({ id: question.runId, at: question.at }),
    id: question.messageId,
    role: 'user',
    content: question.content,
    phase,
  };
}

/** The state without what was never stored: a question the server refused to take, and the notice of it. */
export function withoutRefused(state: ThreadState): ThreadState {
  const refused = new Set(state.messages.filter((it) => it.fault?.refused).map((it) => it.run_id));
  if (refused.size === 0) return state;
  return { ...state, messages: state.messages.filter((it) => !refused.has(it.run_id)) };
}

/** The state after the person took back a question that the server has not heard of. Any other state is unchanged. */
export function withdrawUnsent(state: ThreadState, runId: string): ThreadState {
  const unsent = state.messages.find((it) => it.phase === 'sending' && it.run_id === runId);
  if (!unsent) return state;
  const messages = state.messages.map((it) => (it === unsent ? { ...it, phase: 'done' as const } : it));
  return { ...state, messages, run: { id: runId, status: 'cancelled' } };
}
