import type { PGlite } from '@electric-sql/pglite';

/** Messages of the extended protocol that only mean something together with the `Sync` that follows them. */
const PARTS = new Set([...'PBDEC'].map((letter) => letter.charCodeAt(0)));
const FLUSH = 'H'.charCodeAt(0);

interface Unit {
  readonly handlerId: number;
  readonly messages: readonly Uint8Array[];
  readonly onData: (data: Uint8Array) => void;
  readonly done: (bytes: number) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Decides whose turn it is on the one session of the embedded database. A statement with parameters is several protocol
 * messages (Parse, Bind, Describe, Execute, Sync) that share the session's unnamed statement; PGlite's own socket queue
 * takes them one by one, so that while connections wait behind a transaction, the messages of two of them can alternate
 * and one statement runs with the parameters of another (seen, and tested in `embedded.test.ts`). Here a statement is one
 * unit, and an open transaction keeps the session until it ends.
 */
export class UnitQueue {
  readonly #db: PGlite;
  readonly #parts = new Map<number, Uint8Array[]>();
  #queue: Unit[] = [];
  #running = false;
  /** The connection whose statement or transaction is not finished. */
  #holder: number | undefined;

  constructor(db: PGlite) {
    this.#db = db;
  }

  /** Takes one protocol message of a connection; answers when the unit it ends has run (parts are only kept). */
  enqueue(handlerId: number, message: Uint8Array, onData: (data: Uint8Array) => void): Promise<number> {
    const parts = this.#parts.get(handlerId) ?? [];
    if (PARTS.has(message[0] ?? 0)) {
      this.#parts.set(handlerId, [...parts, message]);
      return Promise.resolve(0);
    }
    this.#parts.delete(handlerId);
    return new Promise((done, failed) => {
      this.#queue.push({ handlerId, messages: [...parts, message], onData, done, failed });
      void this.#run();
    });
  }

  getQueueLength(): number {
    return this.#queue.length;
  }

  /** A connection is gone: what it still wanted is dropped. */
  clearQueueForHandler(handlerId: number): void {
    this.#parts.delete(handlerId);
    const dropped = this.#queue.filter((unit) => unit.handlerId === handlerId);
    this.#queue = this.#queue.filter((unit) => unit.handlerId !== handlerId);
    for (const unit of dropped) unit.failed(new Error('The connection was closed'));
  }

  /** A connection is gone: the transaction it left open is rolled back, so that the others go on. */
  async clearTransactionIfNeeded(handlerId: number): Promise<void> {
    if (this.#holder !== handlerId) return;
    if (this.#db.isInTransaction()) await this.#db.exec('rollback');
    this.#holder = undefined;
    void this.#run();
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    try {
      for (let unit = this.#next(); unit; unit = this.#next()) await this.#carryOut(unit);
    } finally {
      this.#running = false;
    }
  }

  #next(): Unit | undefined {
    const at = this.#holder === undefined ? 0 : this.#queue.findIndex((unit) => unit.handlerId === this.#holder);
    return at < 0 ? undefined : this.#queue.splice(at, 1)[0];
  }

  async #carryOut(unit: Unit): Promise<void> {
    let bytes = 0;
    const answer = (data: Uint8Array): void => {
      bytes += data.length;
      unit.onData(data);
    };
    try {
      await this.#db.runExclusive(async () => {
        await this.#db.execProtocolRawStream(joined(unit.messages), { onRawData: answer });
      });
      this.#holder = this.#keeps(unit) ? unit.handlerId : undefined;
      unit.done(bytes);
    } catch (error) {
      this.#holder = this.#db.isInTransaction() ? unit.handlerId : undefined;
      unit.failed(error);
    }
  }

  /** After a Flush the statement goes on; inside a transaction the next one belongs to the same connection. */
  #keeps(unit: Unit): boolean {
    return unit.messages.at(-1)?.[0] === FLUSH || this.#db.isInTransaction();
  }
}

function joined(messages: readonly Uint8Array[]): Uint8Array {
  return messages.length === 1 ? (messages[0] as Uint8Array) : Buffer.concat(messages);
}
