import type { Scope } from '../../domain/scope.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { EventBus } from '../../kernel/bus/events.ts';
import type { LiveFrame, LiveLostFrame, LiveRoom } from '../../kernel/contracts/live.ts';
import { LIVE_SOURCES, type LiveSource } from './live-sources.ts';

/** Happenings are looked at together after so long, so that a burst costs a few statements. */
const TOGETHER_MS = 100;
/** Happenings that may wait to be looked at; more are passed over and counted. */
const MOST_WAITING = 1000;
const TOO_SLOW_BYTES = 512 * 1024;

interface FeedParts {
  readonly bus: Pick<EventBus, 'subscribe'>;
  readonly scope: () => Pick<Scope, 'em' | 'actor'>;
  readonly onError: (error: unknown) => void;
}

interface LiveSink {
  write(frame: LiveFrame | LiveLostFrame): void;
  /** Bytes that wait in the connection because its reader is slow. */
  buffered(): number;
}

interface Waiting {
  readonly source: LiveSource;
  readonly subject: string;
  readonly frame: LiveFrame;
}

/**
 * What one socket watches. Each happening is told to whoever may see its record, in the order in which they came; who may is
 * asked of the database anew for every burst, so that a transfer of a customer counts at once. Nothing is kept: a reader who
 * was away reads the routes.
 */
export class LiveFeed {
  readonly #parts: FeedParts;
  readonly #sink: LiveSink;
  readonly #actor: Actor;
  #leave: (() => void)[] = [];
  #waiting: Waiting[] = [];
  #lost = 0;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(parts: FeedParts, sink: LiveSink, actor: Actor) {
    this.#parts = parts;
    this.#sink = sink;
    this.#actor = actor;
  }

  /**
   * Watches these rooms from now on, and no others.
   * @returns the rooms that will be heard of: those the person has the right to
   */
  watch(rooms: readonly LiveRoom[]): LiveRoom[] {
    this.#stop();
    if (this.#closed) return [];
    const heard = LIVE_SOURCES.filter(
      ({ room, permission }) => rooms.includes(room) && this.#actor.permissions.has(permission),
    );
    this.#leave = heard.map((source) =>
      this.#parts.bus.subscribe(source.event, (payload) => this.#hear(source, payload)),
    );
    return [...new Set(heard.map(({ room }) => room))];
  }

  close(): void {
    this.#closed = true;
    this.#stop();
  }

  #stop(): void {
    for (const leave of this.#leave) leave();
    this.#leave = [];
    this.#waiting = [];
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #hear(source: LiveSource, payload: Parameters<LiveSource['told']>[0]): void {
    if (this.#waiting.length >= MOST_WAITING || this.#sink.buffered() > TOO_SLOW_BYTES) this.#lost += 1;
    else {
      const frame: LiveFrame = { type: 'live', room: source.room, told: source.told(payload) };
      this.#waiting.push({ source, subject: source.subject(payload), frame });
    }
    this.#plan();
  }

  #plan(): void {
    this.#timer ??= setTimeout(() => {
      this.#tell()
        .catch((error: unknown) => this.#parts.onError(error))
        .finally(() => {
          this.#timer = undefined;
          if (!this.#closed && this.#waiting.length > 0) this.#plan();
        });
    }, TOGETHER_MS);
  }

  async #tell(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    const scope = this.#parts.scope();
    const seen = new Map<LiveSource, ReadonlySet<string>>();
    for (const [source, rows] of Map.groupBy(waiting, (one) => one.source))
      seen.set(source, await source.visible(scope, [...new Set(rows.map(({ subject }) => subject))]));
    if (this.#closed) return;
    for (const { source, subject, frame } of waiting) if (seen.get(source)?.has(subject)) this.#sink.write(frame);
    // How many of the lost ones they might have seen nobody knows: it only says that something is missing.
    if (this.#lost > 0) this.#sink.write({ type: 'live_lost', count: this.#lost });
    this.#lost = 0;
  }
}
