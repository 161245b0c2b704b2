import { setTimeout as pause } from 'node:timers/promises';
import type { ChannelScope } from '../../domain/messaging/messaging-scope.ts';
import { readNext, type Reading } from '../../domain/messaging/receive/read-next.ts';
import { unreadAccounts } from '../../domain/messaging/receive/unread-accounts.ts';
import type { Logger } from '../../kernel/logger.ts';

/** Accounts one process reads for at the same time. */
const AT_ONCE = 4;
/** Between two callbacks of an account while keeping has to go first. Reading goes on all the same. */
const GIVE_WAY_MS = 20;
/** Until an account is looked at again that another process reads for, or after a fault that passes. */
const BUSY_MS = 50;
const FAULT_MS = 500;

export interface ReaderOptions {
  readonly scope: () => ChannelScope;
  readonly logger: Pick<Logger, 'warn' | 'error'>;
  /** Whether reading should give way for now. */
  readonly pressed: () => boolean;
  /** Told after each callback, for metrics. */
  readonly onRead?: (outcome: string, seconds: number) => void;
}

/**
 * Reads what was kept, in this process: woken the moment something is, one callback of an account after the other, a few
 * accounts at a time. It holds nothing that a crash could lose: what is unread stands in the table.
 */
export class CallbackReader {
  readonly #options: ReaderOptions;
  /** Accounts of which something may be unread. */
  readonly #woken = new Set<string>();
  readonly #reading = new Map<string, Promise<void>>();
  /** Accounts that are looked at again in a moment. */
  readonly #resting = new Map<string, NodeJS.Timeout>();
  #stopped = false;

  constructor(options: ReaderOptions) {
    this.#options = options;
  }

  /** Something of these accounts was kept. */
  wake(accountIds: Iterable<string>): void {
    for (const id of accountIds) this.#woken.add(id);
    this.#start();
  }

  /** Reads all there is, and returns when nothing is left that can be read now. */
  async readAll(signal?: AbortSignal): Promise<void> {
    await this.readFor(await unreadAccounts(this.#options.scope()), signal);
  }

  /** As `readAll`, for some accounts. */
  async readFor(accountIds: Iterable<string>, signal?: AbortSignal): Promise<void> {
    const wanted = [...accountIds];
    this.wake(wanted);
    const isOpen = (id: string): boolean => this.#woken.has(id) || this.#reading.has(id) || this.#resting.has(id);
    const goesOn = (): boolean => !this.#stopped && signal?.aborted !== true && wanted.some(isOpen);
    while (goesOn()) {
      const running = [...this.#reading.values()];
      await (running.length > 0 ? Promise.race(running) : pause(BUSY_MS));
    }
  }

  /** Ends after the callbacks under way; what is left stays for the next start. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#resting.values()) clearTimeout(timer);
    await Promise.all(this.#reading.values());
  }

  #start(): void {
    for (const id of this.#woken) {
      if (this.#stopped || this.#reading.size >= AT_ONCE) return;
      if (this.#reading.has(id)) continue;
      const done = this.#read(id).finally(() => {
        this.#reading.delete(id);
        this.#start();
      });
      this.#reading.set(id, done);
    }
  }

  async #read(id: string): Promise<void> {
    for (let more = true; more && !this.#stopped;) {
      this.#woken.delete(id);
      const reading = await this.#readOne(id);
      if (reading === undefined || reading.kind === 'busy') {
        this.#later(id, reading ? BUSY_MS : FAULT_MS);
        return;
      }
      more = this.#woken.has(id) || (reading.kind !== 'nothing' && reading.more);
      if (more && this.#options.pressed()) await pause(GIVE_WAY_MS);
    }
  }

  /** @returns undefined after a fault that passes */
  async #readOne(id: string): Promise<Reading | undefined> {
    const begun = performance.now();
    const { logger, onRead } = this.#options;
    try {
      const reading = await readNext(this.#options.scope, id);
      const seconds = (performance.now() - begun) / 1000;
      if (reading.kind === 'read') onRead?.(reading.outcome, seconds);
      if (reading.kind !== 'failed') return reading;
      onRead?.('failed', seconds);
      logger.error(
        { error: reading.error, callbackId: reading.id },
        'A callback could not be taken in; it stands aside',
      );
      return reading;
    } catch (error) {
      logger.warn({ error, accountId: id }, 'Callbacks cannot be read just now; they wait');
      return undefined;
    }
  }

  #later(id: string, ms: number): void {
    if (this.#stopped) return;
    clearTimeout(this.#resting.get(id));
    const timer = setTimeout(() => {
      this.#resting.delete(id);
      this.wake([id]);
    }, ms);
    timer.unref();
    this.#resting.set(id, timer);
  }
}
