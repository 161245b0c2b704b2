import type { EntityManager, EventSubscriber, TransactionEventArgs } from '@mikro-orm/core';

/**
 * Wakes this process's workers the moment a transaction with new jobs commits, so that a job waits for no poll. Other
 * processes are woken by the database (LISTEN / NOTIFY) or by their slow poll.
 */
export class WakeAfterCommit implements EventSubscriber {
  readonly #waiting = new WeakMap<object, Set<string>>();
  readonly #wake: (jobName: string) => void;

  constructor(wake: (jobName: string) => void) {
    this.#wake = wake;
  }

  /** Remembers that the unit of work holds a job of this name; outside a transaction it is committed already. */
  noteJob(em: EntityManager, jobName: string): void {
    const transaction = em.getTransactionContext() as object | undefined;
    if (!transaction) {
      this.#wake(jobName);
      return;
    }
    const names = this.#waiting.get(transaction) ?? new Set();
    this.#waiting.set(transaction, names.add(jobName));
  }

  afterTransactionCommit(args: TransactionEventArgs): void {
    const names = args.transaction ? this.#waiting.get(args.transaction as object) : undefined;
    if (!names) return;
    for (const name of names) this.#wake(name);
  }
}
