import type { EntityManager, EventSubscriber, TransactionEventArgs } from '@mikro-orm/core';

/**
 * Wakes this process's workers the moment a transaction with new jobs commits, so that a job waits for no poll. Other
 * processes look at their slow poll, or are told by a process that carries nothing out itself (`announce-job.ts`).
 */
export class WakeAfterCommit implements EventSubscriber {
  readonly #waiting = new WeakMap<object, Map<string, number>>();
  readonly #wake: (jobName: string, jobs: number) => void;

  constructor(wake: (jobName: string, jobs: number) => void) {
    this.#wake = wake;
  }

  /** Remembers that the unit of work holds a job of this name; outside a transaction it is committed already. */
  noteJob(em: EntityManager, jobName: string): void {
    const transaction = em.getTransactionContext() as object | undefined;
    if (!transaction) {
      this.#wake(jobName, 1);
      return;
    }
    const counts = this.#waiting.get(transaction) ?? new Map<string, number>();
    this.#waiting.set(transaction, counts.set(jobName, (counts.get(jobName) ?? 0) + 1));
  }

  afterTransactionCommit(args: TransactionEventArgs): void {
    const counts = args.transaction ? this.#waiting.get(args.transaction as object) : undefined;
    if (!counts) return;
    for (const [name, jobs] of counts) this.#wake(name, jobs);
  }
}
