import type { OneConnection } from '../../db/one-connection.ts';
import { messagingError } from '../../domain/messaging/errors.ts';
import { keepCallbacks, type KeptCallback } from '../../domain/messaging/receive/keep-callbacks.ts';
import { newId } from '../../kernel/ids.ts';
import { isPassingFault } from '../../kernel/passing-fault.ts';

/** Rows and bytes of one statement. */
const MOST = 200;
const MOST_BYTES = 4 * 1_048_576;
/** Rows of a statement, in the mean, from which on more comes in than is worth reading beside it. */
const PRESSED = 8;
/** Share of the newest statement in the mean. */
const NEWEST = 0.2;
/** A mean that nothing was added to for so long says nothing. */
const STALE_MS = 200;

type Coming = Omit<KeptCallback, 'id'>;

interface Waiting {
  readonly callback: KeptCallback;
  readonly kept: () => void;
  readonly failed: (error: unknown) => void;
  /** Whoever wanted it went elsewhere. */
  gone: boolean;
}

/** Told of the accounts whose callbacks are kept now; what it returns is waited for before they are said to be kept. */
export type AfterKeeping = (accountIds: ReadonlySet<string>) => Promise<void> | undefined;

/**
 * Keeps callbacks in the database, those that come while a statement is under way together in the next one: one commit to the
 * disk serves them all, and each is said to be kept only after it. One statement at a time, so they stand in the order in
 * which they came.
 */
export class CallbackKeeper {
  readonly #connection: Pick<OneConnection, 'run'>;
  readonly #afterKeeping: AfterKeeping;
  #waiting: Waiting[] = [];
  #running = false;
  #mean = 0;
  #last = 0;

  constructor(connection: Pick<OneConnection, 'run'>, afterKeeping: AfterKeeping) {
    this.#connection = connection;
    this.#afterKeeping = afterKeeping;
  }

  /**
   * Keeps a callback.
   * @param deadlineMs how long the caller waits; left out: until it is known
   * @returns `late` when it was not kept by then; it may be kept all the same
   * @throws AppError `messaging.account_not_found`, and what the database throws
   */
  async keep(coming: Coming, deadlineMs?: number): Promise<'kept' | 'late'> {
    return await new Promise((resolve, reject) => {
      const { account_id, purpose, content_type, received_at, body } = coming;
      const callback = { id: newId(), account_id, purpose, content_type, received_at, body };
      const timer =
        deadlineMs === undefined
          ? undefined
          : setTimeout(() => {
              waiting.gone = true;
              resolve('late');
            }, deadlineMs);
      const waiting: Waiting = {
        callback,
        kept: () => {
          clearTimeout(timer);
          resolve('kept');
        },
        failed: (error) => {
          clearTimeout(timer);
          reject(error as Error);
        },
        gone: false,
      };
      this.#waiting.push(waiting);
      if (this.#running) return;
      this.#running = true;
      // What arrived in the same turn of the event loop is in the first statement already.
      setImmediate(() => void this.#run());
    });
  }

  /** Whether so much comes in that reading should give way: keeping is what the vendors wait for. */
  pressed(): boolean {
    return this.#mean >= PRESSED && performance.now() - this.#last < STALE_MS;
  }

  async #run(): Promise<void> {
    try {
      for (let batch = this.#take(); batch.length > 0; batch = this.#take()) await this.#keepAll(batch);
    } finally {
      this.#running = false;
    }
  }

  /** The next ones in their order, as many as fit into a statement; those nobody waits for are left out. */
  #take(): Waiting[] {
    this.#waiting = this.#waiting.filter((one) => !one.gone);
    let bytes = 0;
    let count = 0;
    for (const { callback } of this.#waiting) {
      bytes += callback.body.length;
      if (count === MOST || (count > 0 && bytes > MOST_BYTES)) break;
      count += 1;
    }
    if (count > 0) this.#mean = (1 - NEWEST) * this.#mean + NEWEST * count;
    return this.#waiting.splice(0, count);
  }

  async #keepAll(batch: readonly Waiting[]): Promise<void> {
    try {
      const kept = await keepCallbacks(
        this.#connection,
        batch.map((one) => one.callback),
      );
      this.#last = performance.now();
      const there = batch.filter((one) => kept.has(one.callback.id));
      if (there.length > 0) await this.#afterKeeping(new Set(there.map((one) => one.callback.account_id)));
      for (const one of batch) {
        const { id, account_id } = one.callback;
        if (kept.has(id)) one.kept();
        else one.failed(messagingError('messaging.account_not_found', { details: { id: account_id } }));
      }
    } catch (error) {
      // One that the database refuses must not take the others with it.
      if (batch.length > 1 && !isPassingFault(error)) for (const one of batch) await this.#keepAll([one]);
      else for (const one of batch) one.failed(error);
    }
  }
}
