interface Worker {
  id: string;
  busy: boolean;
}

/**
 * The workers of one queue in this process, and who of them is woken. Each look of a worker is a statement of the database, so as
 * many are woken as there are new jobs and not all of them; one that has carried a job out looks again at once, until it finds
 * nothing.
 */
export class JobWorkers {
  readonly #notify: (workerId: string) => void;
  readonly #workers: Worker[] = [];
  #next = 0;

  /** @param notify lets a worker look now; told while it is busy or looks, it looks once more afterwards */
  constructor(notify: (workerId: string) => void) {
    this.#notify = notify;
  }

  /**
   * Adds a worker.
   * @param start starts it with what it does with each batch, and answers its id
   */
  async add<B, R>(
    work: (batch: B) => Promise<R>,
    start: (carryOut: (batch: B) => Promise<R>) => Promise<string>,
  ): Promise<void> {
    const worker: Worker = { id: '', busy: false };
    worker.id = await start(async (batch) => {
      worker.busy = true;
      try {
        return await work(batch);
      } finally {
        worker.busy = false;
        this.#notify(worker.id);
      }
    });
    this.#workers.push(worker);
  }

  /** Wakes as many as there are new jobs, in turns. Where all are busy nobody need be: they look again by themselves. */
  wake(jobs: number): void {
    const idle = this.#workers.filter(({ busy }) => !busy);
    for (let n = 0; n < Math.min(jobs, idle.length); n += 1) {
      this.#next = (this.#next + 1) % idle.length;
      this.#notify(idle[this.#next]!.id);
    }
  }
}
