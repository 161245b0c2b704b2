import { ControlFrame, ServerFrame } from '../../../kernel/contracts/chat.ts';
import type { ClientFrame } from '../../../kernel/contracts/chat.ts';
import { backoffDelay } from './socket-backoff.ts';
import type { RunInput, SocketThread } from './socket-thread.ts';
import { isCaughtUp, newSocketThread, placeFrame } from './socket-thread.ts';

/** What is said over a connection, and its end. */
export interface SocketLine {
  send(data: string): void;
  close(): void;
}

/** What a connection tells: that it stands, what came, and that it is gone (or never came to be). */
export interface SocketListener {
  opened(): void;
  received(data: unknown): void;
  closed(): void;
}

export interface SocketTimers {
  setTimeout(run: () => void, ms: number): number;
  clearTimeout(timer: number): void;
}

/** `attempt` counts failures since the last good connection; 0 while all is well or the first try is on its way. */
export interface ConnectionState {
  phase: 'connecting' | 'open' | 'waiting' | 'stopped';
  attempt: number;
}

type ControlError = Extract<ControlFrame, { type: 'error' }>;
type Joined = Extract<ControlFrame, { type: 'joined' }>;

export interface ChatSocketOptions {
  /** Gets a one-time ticket; rejects when the server cannot be reached. */
  ticket(): Promise<string>;
  connect(ticket: string, listener: SocketListener): SocketLine;
  timers: SocketTimers;
  /** A number in [0, 1), for the jitter. */
  random(): number;
  onFrame(frame: ServerFrame): void;
  onJoined(frame: Joined): void;
  onState(state: ConnectionState): void;
  onError(frame: ControlError): void;
  /** The server no longer has what we hold: the conversation must be loaded anew and opened again. */
  onLost(threadId: string): void;
}

const PING_MS = 25_000;
const SILENCE_MS = 10_000;

/** A connection to `/ws/chat` that comes back by itself and gives every event of the open threads once, in order. */
export class ChatSocket {
  private readonly options: ChatSocketOptions;
  private readonly threads = new Map<string, SocketThread>();
  /** Runs to stop that the server could not be told of yet. */
  private readonly cancelled = new Set<string>();
  private state: ConnectionState = { phase: 'stopped', attempt: 0 };
  private socket: SocketLine | null = null;
  private timer: number | null = null;
  /** Counts connections: what an older one still says is not listened to. */
  private generation = 0;

  constructor(options: ChatSocketOptions) {
    this.options = options;
  }

  start(): void {
    if (this.state.phase === 'stopped') void this.connect();
  }

  stop(): void {
    this.drop();
    this.become({ phase: 'stopped', attempt: 0 });
  }

  /** Connects at once instead of waiting out the delay (the browser says it is online again). */
  retryNow(): void {
    if (this.state.phase === 'waiting') void this.connect();
  }

  /**
   * Follows a thread from the event after `lastSeq`.
   *
   * @param anyFirst The replay may begin anywhere after it.
   */
  open(threadId: string, lastSeq: number, anyFirst = false): void {
    const thread = { ...newSocketThread(lastSeq, anyFirst), unheard: this.threads.get(threadId)?.unheard ?? [] };
    this.threads.set(threadId, thread);
    this.join(threadId, thread);
  }

  leave(threadId: string): void {
    if (this.threads.delete(threadId)) this.say({ type: 'leave', threadId });
  }

  /** Starts or resumes a run, now or as soon as there is a connection. Said once more after a reconnect if unheard. */
  run(input: RunInput): void {
    const thread = this.threads.get(input.threadId) ?? newSocketThread(0);
    this.threads.set(input.threadId, thread);
    thread.unheard.push(input);
    this.say({ type: 'run', input });
  }

  /** Stops a run, now or as soon as there is a connection. One that was never heard of is not said again. */
  cancel(runId: string): void {
    this.forgetRun(runId);
    if (this.state.phase === 'open') this.say({ type: 'cancel', runId });
    else this.cancelled.add(runId);
  }

  private async connect(): Promise<void> {
    this.drop();
    const mine = this.generation;
    this.become({ phase: 'connecting', attempt: this.state.attempt });
    try {
      const ticket = await this.options.ticket();
      if (mine !== this.generation) return;
      this.socket = this.options.connect(ticket, this.listener(mine));
    } catch {
      if (mine === this.generation) this.lost();
    }
  }

  /** Hears one connection, as long as no newer one has taken its place. */
  private listener(mine: number): SocketListener {
    return {
      opened: () => mine === this.generation && this.beat(),
      received: (data) => mine === this.generation && this.receive(data),
      closed: () => mine === this.generation && this.lost(),
    };
  }

  /** The server greets whom it let in; only then is anything said, and only then were the failures before it over. */
  private greeted(): void {
    this.become({ phase: 'open', attempt: 0 });
    for (const runId of this.cancelled) this.say({ type: 'cancel', runId });
    this.cancelled.clear();
    for (const [threadId, thread] of this.threads) {
      if (thread.lost) continue;
      // A thread that was never heard of does not exist on the server yet: its first run makes it.
      if (thread.lastSeq === 0 && thread.unheard.length > 0) this.sayUnheard(thread);
      else this.join(threadId, thread);
    }
  }

  private lost(): void {
    this.drop();
    for (const thread of this.threads.values()) thread.joiningFrom = null;
    const attempt = this.state.attempt + 1;
    this.become({ phase: 'waiting', attempt });
    this.setTimer(() => void this.connect(), backoffDelay(attempt, this.options.random()));
  }

  private drop(): void {
    this.generation += 1;
    if (this.timer !== null) this.options.timers.clearTimeout(this.timer);
    this.timer = null;
    this.socket?.close();
    this.socket = null;
  }

  /** Asks for a sign of life after a while of silence, and gives the connection up when none comes. */
  private beat(): void {
    this.setTimer(() => {
      this.say({ type: 'ping' });
      this.setTimer(() => this.lost(), SILENCE_MS);
    }, PING_MS);
  }

  private setTimer(run: () => void, ms: number): void {
    if (this.timer !== null) this.options.timers.clearTimeout(this.timer);
    this.timer = this.options.timers.setTimeout(run, ms);
  }

  private become(next: ConnectionState): void {
    this.state = next;
    this.options.onState(next);
  }

  private say(frame: ClientFrame): void {
    if (this.state.phase === 'open') this.socket?.send(JSON.stringify(frame));
  }

  private sayUnheard(thread: SocketThread): void {
    for (const input of thread.unheard) this.say({ type: 'run', input });
  }

  private join(threadId: string, thread: SocketThread): void {
    if (this.state.phase !== 'open') return;
    thread.joiningFrom = thread.lastSeq;
    this.say({ type: 'join', threadId, after_seq: thread.joiningFrom });
  }

  private receive(data: unknown): void {
    this.beat();
    const frame = readFrame(data);
    if (frame === null) return;
    if ('event' in frame) this.takeFrame(frame);
    else if (frame.type === 'hello') this.greeted();
    else if (frame.type === 'joined') this.takeJoined(frame);
    else if (frame.type === 'error') this.takeError(frame);
  }

  private takeFrame(frame: ServerFrame): void {
    const thread = this.threads.get(frame.threadId);
    if (!thread) return;
    switch (placeFrame(thread, frame)) {
      case 'take':
        return this.handOn(thread, frame);
      case 'gap':
        if (thread.joiningFrom !== null) return;
        thread.gapAt = thread.lastSeq;
        return this.join(frame.threadId, thread);
      case 'repeat':
    }
  }

  private handOn(thread: SocketThread, frame: ServerFrame): void {
    const behind = !isCaughtUp(thread);
    thread.lastSeq = frame.seq;
    thread.anyFirst = false;
    thread.unheard = thread.unheard.filter((it) => it.runId !== frame.runId);
    this.options.onFrame(frame);
    if (behind && isCaughtUp(thread)) this.sayUnheard(thread);
  }

  private takeJoined(frame: Joined): void {
    const thread = this.threads.get(frame.threadId);
    // A run makes the server follow its thread by itself and say so; that is no answer to a question of ours.
    if (!thread || thread.joiningFrom === null) return;
    const from = thread.joiningFrom;
    thread.joiningFrom = null;
    thread.replayTo = frame.last_seq;
    // While a run is in work its newest events may not be stored yet. Without one, a smaller number says that the
    // server counts anew (restored from an older state): what we hold is no longer its truth.
    if (frame.last_seq < from && frame.active_run_id === null) return this.giveUp(thread, frame.threadId);
    this.options.onJoined(frame);
    if (isCaughtUp(thread)) this.sayUnheard(thread);
  }

  private takeError(frame: ControlError): void {
    const thread = frame.threadId === undefined ? undefined : this.threads.get(frame.threadId);
    if (thread && thread.joiningFrom !== null && frame.runId === undefined) {
      thread.joiningFrom = null;
      // Not known there: it will be, by the run that waits.
      if (thread.unheard.length > 0) return this.sayUnheard(thread);
    }
    if (frame.runId !== undefined) this.forgetRun(frame.runId);
    this.options.onError(frame);
  }

  private forgetRun(runId: string): void {
    for (const it of this.threads.values()) it.unheard = it.unheard.filter((input) => input.runId !== runId);
  }

  private giveUp(thread: SocketThread, threadId: string): void {
    thread.lost = true;
    this.options.onLost(threadId);
  }
}

/** A frame of the wire, or null for what is not one. */
function readFrame(data: unknown): ServerFrame | ControlFrame | null {
  if (typeof data !== 'string') return null;
  try {
    const value: unknown = JSON.parse(data);
    const control = ControlFrame.safeParse(value);
    if (control.success) return control.data;
    const server = ServerFrame.safeParse(value);
    return server.success ? server.data : null;
  } catch {
    return null;
  }
}
