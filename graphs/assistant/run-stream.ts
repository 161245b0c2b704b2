import { appendEvents, type PendingEvent } from '../../domain/chat/append-events.ts';
import type { Scope } from '../../domain/scope.ts';
import type { EventPublisher } from '../../kernel/bus/events.ts';

/** Events wait this long, so that a fast answer costs a few writes and not one per word. */
const FLUSH_MS = 250;

interface StreamOptions {
  readonly threadId: string;
  readonly runId: string;
  readonly userId: string;
  readonly lastSeq: number;
  readonly events: EventPublisher;
  readonly scope: () => Pick<Scope, 'em' | 'clock'>;
  readonly onError: (error: unknown) => void;
}

/**
 * The events of one run on their way to the readers: told at once over the bus, stored in small batches.

 */
export class RunStream {
  readonly #options: StreamOptions;
  #seq: number;
  #pending: PendingEvent[] = [];
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(options: StreamOptions) {
    this.#options = options;
    this.#seq = options.lastSeq;
  }

  emit(event: { type: string; [key: string]: unknown }): void {
    this.#seq += 1;
    const { threadId, runId, userId } = this.#options;
    this.#pending.push({ seq: this.#seq, runId, event });
    this.#options.events.publish('chat.event', { threadId, userId, runId, seq: this.#seq, event });
    this.#timer ??= setTimeout(() => void this.flush(), FLUSH_MS);
  }

  /** Stores what waits. A reader that joins calls this, so that the store has no gap before the live events. */
  flush(): Promise<void> {
    this.#stopTimer();
    this.#writing = this.#store(this.#writing);
    return this.#writing;
  }

  async #store(before: Promise<void>): Promise<void> {
    await before;
    const batch = this.#pending;
    if (batch.length === 0) return;
    this.#pending = [];
    try {
      await appendEvents(this.#options.scope(), this.#options.threadId, batch);
    } catch (error) {
      this.#pending = [...batch, ...this.#pending];
      this.#options.onError(error);
    }
  }

  /** Hands over what was not stored yet, for the transaction that ends the run. */
  async close(): Promise<PendingEvent[]> {
    this.#stopTimer();
    await this.#writing;
    const rest = this.#pending;
    this.#pending = [];
    return rest;
  }

  #stopTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
