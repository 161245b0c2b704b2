import type { ApprovalDecision, ControlFrame, ServerFrame } from '../../../kernel/contracts/chat.ts';
import type { ChatApi } from './chat-api.ts';
import type { ChatSocketOptions, ConnectionState, SocketLine, SocketListener, SocketTimers } from './chat-socket.ts';
import { ChatSocket } from './chat-socket.ts';
import { withQuestion, withdrawUnsent, withoutRefused } from './edit-thread.ts';
import { reduceEvent } from './reduce-event.ts';
import { refuseRun } from './reduce-run.ts';
import type { ThreadMessage, ThreadState } from './thread-state.ts';
import { emptyThread, isRunning, threadFromDetail } from './thread-state.ts';

/** A thread and how its loading went. `missing`: no such conversation, or not this person's. */
export interface ThreadEntry {
  load: 'loading' | 'ready' | 'missing' | 'failed';
  state: ThreadState;
}

export interface ChatStoreOptions {
  api: Pick<ChatApi, 'ticket' | 'conversation'>;
  connect(ticket: string, listener: SocketListener): SocketLine;
  timers: SocketTimers;
  random(): number;
  now(): Date;
  newId(): string;
  /** Tells listeners soon and once for many changes (the browser: with the next frame). */
  soon(run: () => void): void;
  /** Whether a rejection of `api.conversation` says that there is no such conversation. */
  isMissing(error: unknown): boolean;
}

/** Everything the chat page shows, outside React, so that an answer goes on while the person looks elsewhere. */
export class ChatStore {
  private readonly options: ChatStoreOptions;
  private readonly socket: ChatSocket;
  private readonly listeners = new Set<() => void>();
  private readonly entries = new Map<string, ThreadEntry>();
  private connection: ConnectionState = { phase: 'stopped', attempt: 0 };
  private readonly followed = new Set<string>();
  private conversationsRevision = 0;
  private telling = false;

  constructor(options: ChatStoreOptions) {
    this.options = options;
    this.socket = new ChatSocket(this.socketOptions());
  }

  start(): void {
    this.socket.start();
  }

  stop(): void {
    this.socket.stop();
  }

  retryNow(): void {
    this.socket.retryNow();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  thread(threadId: string): ThreadEntry | undefined {
    return this.entries.get(threadId);
  }

  connectionState(): ConnectionState {
    return this.connection;
  }

  /** Grows whenever the list of conversations on the server may have changed. */
  revision(): number {
    return this.conversationsRevision;
  }

  /**
   * Shows a conversation: loads it if it was not yet, and follows it. Others are followed on only while an answer is
   * being made in them; when they are shown again, what was missed is replayed.
   */
  async open(threadId: string): Promise<void> {
    for (const [other, entry] of this.entries) {
      if (other !== threadId && !isRunning(entry.state) && this.followed.delete(other)) this.socket.leave(other);
    }
    const known = this.entries.get(threadId);
    if (known?.load === 'loading') return;
    if (known?.load !== 'ready') await this.load(threadId, known?.state ?? emptyThread(threadId));
    else if (!this.followed.has(threadId)) this.follow(threadId, known.state.lastSeq);
  }

  /**
   * Sends a question.
   *
   * @param threadId null begins a conversation.
   * @returns the id of the thread it was asked in.
   */
  ask(threadId: string | null, content: string): string {
    const id = threadId ?? this.options.newId();
    this.say(id, this.options.newId(), content);
    return id;
  }

  /** Asks a question again whose run failed or was never answered. What the server refused to take goes away first. */
  retry(threadId: string, question: ThreadMessage): void {
    const entry = this.entries.get(threadId);
    if (entry) this.entries.set(threadId, { ...entry, state: withoutRefused(entry.state) });
    this.say(threadId, this.options.newId(), question.content);
  }

  /** Answers a card: a new run that resumes the one that waits. */
  decide(threadId: string, cardId: string, decision: ApprovalDecision): void {
    const entry = this.entries.get(threadId);
    if (!entry) return;
    const runId = this.options.newId();
    this.put(threadId, { ...entry, state: { ...entry.state, run: { id: runId, status: 'running' } } });
    const resume = [{ interruptId: cardId, status: 'resolved', payload: decision }];
    this.socket.run({ threadId, runId, messages: [], tools: [], context: [], resume });
  }

  /** Stops the answer in work. */
  cancel(threadId: string): void {
    const entry = this.entries.get(threadId);
    const run = entry?.state.run;
    if (!entry || run?.status !== 'running') return;
    this.socket.cancel(run.id);
    if (this.connection.phase !== 'open') this.put(threadId, { ...entry, state: withdrawUnsent(entry.state, run.id) });
  }

  /** Lets go of a conversation that was deleted. */
  forget(threadId: string): void {
    this.socket.leave(threadId);
    this.followed.delete(threadId);
    this.entries.delete(threadId);
    this.tell();
  }

  private say(threadId: string, messageId: string, content: string): void {
    const runId = this.options.newId();
    const entry = this.entries.get(threadId) ?? { load: 'ready' as const, state: emptyThread(threadId) };
    const state = withQuestion(entry.state, { messageId, runId, content, at: this.options.now().toISOString() });
    this.put(threadId, { ...entry, state });
    this.followed.add(threadId);
    const messages = [{ id: messageId, role: 'user', content }];
    this.socket.run({ threadId, runId, messages, tools: [], context: [] });
  }

  private async load(threadId: string, meanwhile: ThreadState): Promise<void> {
    this.put(threadId, { load: 'loading', state: meanwhile });
    try {
      const state = threadFromDetail(await this.options.api.conversation(threadId));
      this.put(threadId, { load: 'ready', state: withUnconfirmed(state, this.entries.get(threadId)?.state) });
      this.follow(threadId, state.lastSeq, state.replayRunId !== null);
    } catch (error) {
      this.put(threadId, { load: this.options.isMissing(error) ? 'missing' : 'failed', state: meanwhile });
    }
  }

  private follow(threadId: string, lastSeq: number, fromReplay = false): void {
    this.followed.add(threadId);
    this.socket.open(threadId, lastSeq, fromReplay);
  }

  private socketOptions(): ChatSocketOptions {
    const { api, connect, timers, random } = this.options;
    return {
      ticket: () => api.ticket(),
      connect,
      timers,
      random,
      onFrame: (frame) => this.takeFrame(frame),
      onJoined: (frame) => this.takeJoined(frame),
      onState: (state) => {
        this.connection = state;
        this.tell();
      },
      onError: (frame) => this.takeError(frame),
      onLost: (threadId) => void this.load(threadId, this.entries.get(threadId)?.state ?? emptyThread(threadId)),
    };
  }

  private takeFrame(frame: ServerFrame): void {
    const entry = this.entries.get(frame.threadId);
    if (!entry) return;
    const state = reduceEvent(entry.state, frame, this.options.now().toISOString());
    const { type, name } = frame.event;
    if (type === 'RUN_STARTED' || type === 'RUN_FINISHED' || name === 'conversation_title')
      this.conversationsRevision += 1;
    this.put(frame.threadId, { ...entry, state });
  }

  /** A run that was cut off with the server (no events will come for it any more) is no longer waited for. */
  private takeJoined(frame: Extract<ControlFrame, { type: 'joined' }>): void {
    const entry = this.entries.get(frame.threadId);
    const run = entry?.state.run;
    if (!entry || !run || run.status !== 'running' || frame.active_run_id === run.id) return;
    const heardOf = entry.state.messages.some((it) => it.role === 'assistant' && it.run_id === run.id);
    if (heardOf && frame.last_seq <= entry.state.lastSeq) void this.load(frame.threadId, entry.state);
  }

  private takeError(frame: Extract<ControlFrame, { type: 'error' }>): void {
    const fault = { message: frame.message, code: frame.code, refused: true };
    for (const [threadId, entry] of this.entries) {
      const run = entry.state.run;
      const concerned = frame.runId === undefined ? frame.threadId === threadId : frame.runId === run?.id;
      if (!concerned || run?.status !== 'running') continue;
      const place = { id: run.id, at: this.options.now().toISOString() };
      this.put(threadId, { ...entry, state: refuseRun(entry.state, place, fault) });
    }
  }

  private put(threadId: string, entry: ThreadEntry): void {
    this.entries.set(threadId, entry);
    this.tell();
  }

  private tell(): void {
    if (this.telling) return;
    this.telling = true;
    this.options.soon(() => {
      this.telling = false;
      for (const listener of this.listeners) listener();
    });
  }
}

/** A question typed while the conversation was being loaded stays under what was loaded. */
function withUnconfirmed(loaded: ThreadState, before: ThreadState | undefined): ThreadState {
  const waiting = (before?.messages ?? []).filter(
    (it) => it.phase === 'sending' && !loaded.messages.some((known) => known.id === it.id),
  );
  if (waiting.length === 0 || !before) return loaded;
  return { ...loaded, messages: [...loaded.messages, ...waiting], run: before.run };
}
