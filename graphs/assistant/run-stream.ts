import { storeEvents, type PendingEvent } from '../../domain/chat/append-events.ts';
import { plainValue } from '../../domain/chat/plain-text.ts';
import type { Scope } from '../../domain/scope.ts';
import type { EventPublisher } from '../../kernel/bus/events.ts';

/** Events wait this long, so that a fast answer costs a few writes and not one per word. */
const FLUSH_MS = 250;

interface StreamOptions {
  readonly threadId: string;
  readonly runId: string;
  readonly attempt: number;
  readonly userId: string;
  readonly lastSeq: number;
  readonly events: EventPublisher;
  readonly scope: () => Pick<Scope, 'em' | 'clock'>;
  readonly onError: (error: unknown) => void;
  /** Another process has taken the run over: nothing more is told or stored from here. */
  readonly onLost: () => void;
}

type RunEventBody = { type: string; [key: string]: unknown };

/**
 * The events of one run on their way to the readers: told at once over the bus, stored in small batches. Only the last
 * one is told after it is stored, so that nobody hears of an end that another attempt may still give differently.
 */
export class RunStream {
  readonly #options: StreamOptions;
  #seq: number;
  #pending: PendingEvent[] = [];
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  #lost = false;

  constructor(options: StreamOptions) {
    this.#options = options;
    this.#seq = options.lastSeq;
  }

  emit(raw: RunEventBody): void {
    if (this.#lost) return;
    const event = plainValue(raw);
    this.#seq += 1;
    this.#pending.push({ seq: this.#seq, runId: this.#options.runId, event });
    this.#tell(this.#seq, event);
    this.#timer ??= setTimeout(() => void this.flush(), FLUSH_MS);
  }

  /** Stores what waits. A reader that joins calls this, so that the store has no gap before the live events. */
  flush(): Promise<void> {
    this.#stopTimer();
    this.#writing = this.#store(this.#writing);
    return this.#writing;
  }

  /**
   * Ends the run: `store` writes what waits and the last event in the transaction that ends the run, and answers
   * whether this attempt was still in charge. When it throws, everything waits on and another end may be tried.
   */
  async end(raw: RunEventBody, store: (events: readonly PendingEvent[]) => Promise<boolean>): Promise<boolean> {
    this.#stopTimer();
    const event = plainValue(raw);
    const ending = this.#writing.then(async () => {
      const seq = this.#seq + 1;
      const isHeld = !this.#lost && (await store([...this.#pending, { seq, runId: this.#options.runId, event }]));
      this.#pending = [];
      this.#lost = true;
      if (isHeld) this.#tell(seq, event);
      return isHeld;
    });
    this.#writing = ending.then(
      () => undefined,
      () => undefined,
    );
    return await ending;
  }

  #tell(seq: number, event: RunEventBody): void {
    const { threadId, runId, userId } = this.#options;
    this.#options.events.publish('chat.event', { threadId, userId, runId, seq, event });
  }

  async #store(before: Promise<void>): Promise<void> {
    await before;
    const batch = this.#pending;
    if (batch.length === 0) return;
    this.#pending = [];
    try {
      if (await storeEvents(this.#options.scope(), this.#options, batch)) return;
      this.#lost = true;
      this.#pending = [];
      this.#options.onLost();
    } catch (error) {
      this.#pending = [...batch, ...this.#pending];
      this.#options.onError(error);
    }
  }

  #stopTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
