import { listEvents, MOST_EVENTS } from '../../domain/chat/append-events.ts';
import type { Scope } from '../../domain/scope.ts';
import type { EventBus } from '../../kernel/bus/events.ts';
import type { ServerFrame } from '../../kernel/contracts/chat.ts';

/** Where frames go: a socket or an event stream. */
export interface FrameSink {
  write(frame: ServerFrame): void;
  /** Bytes that wait in the connection because its reader is slow. */
  buffered(): number;
}

interface FeedParts {
  readonly bus: EventBus;
  readonly scope: () => Pick<Scope, 'em'>;
  /** Stores what the answering process still holds back, if it is this one. */
  readonly flush: (runId: string) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

const TOO_SLOW_BYTES = 512 * 1024;
const READY_AGAIN_BYTES = 64 * 1024;
const RETRY_MS = 100;
const MOST_RETRIES = 30;

/**
 * One reader of one thread. Events come live from the bus in their order; whenever one is missing (the reader joined in
 * the middle, was slow, or an event was lost on the way) the feed reads on from the store. A slow reader costs no
 * memory: its live events are dropped here and read again later.
 */
export class ThreadFeed {
  readonly #parts: FeedParts;
  readonly #sink: FrameSink;
  readonly #threadId: string;
  readonly #userId: string;
  readonly #unsubscribe: () => void;
  #sent: number;
  #newest = 0;
  #reading: Promise<void> | undefined;
  #closed = false;

  constructor(parts: FeedParts, sink: FrameSink, thread: { id: string; userId: string; afterSeq: number }) {
    this.#parts = parts;
    this.#sink = sink;
    this.#threadId = thread.id;
    this.#userId = thread.userId;
    this.#sent = thread.afterSeq;
    this.#unsubscribe = parts.bus.subscribe('chat.event', (told) => {
      if (told.threadId === this.#threadId && told.userId === this.#userId)
        this.#hear({ threadId: told.threadId, runId: told.runId, seq: told.seq, event: told.event });
    });
  }

  /** Brings the reader up to date; answers when all that was stored has been sent. */
  async catchUp(activeRunId: string | null): Promise<void> {
    if (activeRunId) await this.#parts.flush(activeRunId);
    await this.#read();
  }

  close(): void {
    this.#closed = true;
    this.#unsubscribe();
  }

  #hear(frame: ServerFrame): void {
    this.#newest = Math.max(this.#newest, frame.seq);
    if (this.#reading || frame.seq <= this.#sent) return;
    if (frame.seq === this.#sent + 1 && this.#sink.buffered() < TOO_SLOW_BYTES) {
      this.#send(frame);
      return;
    }
    void this.#parts.flush(frame.runId).then(() => this.#read());
  }

  #read(): Promise<void> {
    this.#reading ??= this.#readOn();
    return this.#reading;
  }

  async #readOn(): Promise<void> {
    try {
      for (let tries = 0; !this.#closed && tries < MOST_RETRIES; tries += 1) {
        await this.#waitForReader();
        const before = this.#sent;
        const isAll = await this.#readPiece();
        if (isAll && this.#sent >= this.#newest) return;
        if (this.#sent > before) tries = 0;
        // The answering process stores in small batches: the missing ones are there in a moment.
        else await pause(RETRY_MS);
      }
    } finally {
      // In the same breath as the last look: an event that is heard from now on is not left to a reading that has ended.
      this.#reading = undefined;
    }
  }

  /** Sends the next stored events. @returns whether nothing stored was left */
  async #readPiece(): Promise<boolean> {
    const stored = await listEvents(this.#parts.scope(), this.#threadId, this.#sent).catch((error: unknown) => {
      this.#parts.onError(error);
      return undefined;
    });
    for (const one of stored ?? []) {
      if (this.#closed || this.#sink.buffered() > TOO_SLOW_BYTES) return false;
      this.#send({
        threadId: this.#threadId,
        runId: one.runId,
        seq: one.seq,
        event: one.event as ServerFrame['event'],
      });
    }
    return stored !== undefined && stored.length < MOST_EVENTS;
  }

  async #waitForReader(): Promise<void> {
    if (this.#sink.buffered() < TOO_SLOW_BYTES) return;
    while (!this.#closed && this.#sink.buffered() > READY_AGAIN_BYTES) await pause(RETRY_MS);
  }

  #send(frame: ServerFrame): void {
    if (this.#closed) return;
    this.#sent = frame.seq;
    this.#sink.write(frame);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
