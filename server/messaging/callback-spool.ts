import { mkdir, open, readdir, readFile, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Channel } from '../../kernel/contracts/messaging.ts';
import { isPassingFault } from '../../kernel/passing-fault.ts';
import type { Logger } from '../../kernel/logger.ts';
import { serverError } from '../errors.ts';

const Kept = z.object({
  channel: Channel,
  account_id: z.uuid(),
  purpose: z.string(),
  content_type: z.string().nullable(),
  received_at: z.iso.datetime(),
  body: z.base64(),
});

/** A callback as it came, with the moment it came at. */
export interface SpooledCallback {
  readonly channel: Channel;
  readonly account_id: string;
  readonly purpose: string;
  readonly content_type: string | null;
  readonly received_at: Date;
  readonly body: Uint8Array;
}

export interface SpoolOptions {
  readonly folder: string;
  /** Bytes at most; then callbacks are refused, and vendors that can send again. */
  readonly largest: number;
  readonly retryMs: number;
  readonly logger: Logger;
  /** Takes one in. What it throws decides: a passing fault keeps it, anything else sets it aside. */
  readonly take: (callback: SpooledCallback) => Promise<void>;
}

/** How many callbacks, in how many bytes, wait. */
export interface SpoolLevel {
  readonly callbacks: number;
  readonly bytes: number;
}

const NAME = /^\d{15}-\d{9}-\d+\.json$/;
const ASIDE = '.refused';

/**
 * Callbacks that the database could not take in time, as files in the data folder: one each, written whole and synced before
 * the vendor is answered, removed once taken. Taken in the order they came. A callback that was taken in the end and still
 * lies here changes nothing: the rooms know it by its source id. While something waits, what comes goes behind it.
 */
export class CallbackSpool {
  readonly #options: SpoolOptions;
  #counter = 0;
  #level: { callbacks: number; bytes: number } = { callbacks: 0, bytes: 0 };
  #draining: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  private constructor(options: SpoolOptions) {
    this.#options = options;
  }

  /** Finds what a former process left and begins to take it in. */
  static async open(options: SpoolOptions): Promise<CallbackSpool> {
    const spool = new CallbackSpool(options);
    for (const name of await spool.#names()) {
      spool.#level.callbacks += 1;
      spool.#level.bytes += (await stat(join(options.folder, name))).size;
    }
    if (spool.#level.callbacks > 0) spool.#later();
    return spool;
  }

  level(): SpoolLevel {
    return { ...this.#level };
  }

  /**
   * Keeps a callback; when this returns it survives a crash of the machine.
   * @throws AppError `server.spool_full`
   */
  async keep(callback: SpooledCallback): Promise<void> {
    const { received_at, body, ...rest } = callback;
    const kept = { ...rest, received_at: received_at.toISOString(), body: Buffer.from(body).toString('base64') };
    const bytes = Buffer.from(JSON.stringify(kept));
    if (this.#level.bytes + bytes.length > this.#options.largest) throw serverError('server.spool_full');
    if (this.#level.callbacks === 0)
      this.#options.logger.warn('The database does not take callbacks; they are kept in files');
    this.#level.callbacks += 1;
    this.#level.bytes += bytes.length;
    await this.#write(this.#nextName(received_at), bytes).catch((error: unknown) => {
      this.#level.callbacks -= 1;
      this.#level.bytes -= bytes.length;
      throw error;
    });
    this.#later();
  }

  /** Takes in what waits, in order, until it is empty or the database fails again. */
  async drain(): Promise<void> {
    this.#draining ??= this.#drain().finally(() => {
      this.#draining = undefined;
    });
    await this.#draining;
  }

  /** No more taking in; what waits stays for the next start. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#draining;
  }

  async #drain(): Promise<void> {
    for (;;) {
      const names = await this.#names();
      if (names.length === 0) return;
      for (const name of names) if (this.#stopped || !(await this.#takeOne(name))) return;
      if (this.#level.callbacks === 0) this.#options.logger.info('All callbacks kept in files were taken in');
    }
  }

  /** @returns whether to go on with the next one */
  async #takeOne(name: string): Promise<boolean> {
    const path = join(this.#options.folder, name);
    const bytes = await readFile(path).catch(() => null);
    // Another process of this data folder took it.
    if (bytes === null) return this.#gone(0);
    try {
      const { received_at, body, ...rest } = Kept.parse(JSON.parse(bytes.toString()));
      await this.#options.take({ ...rest, received_at: new Date(received_at), body: Buffer.from(body, 'base64') });
    } catch (error) {
      if (isPassingFault(error)) {
        this.#later();
        return false;
      }
      this.#options.logger.error({ error, file: name }, 'A callback kept in a file could not be taken in; set aside');
      await rename(path, path + ASIDE);
      return this.#gone(bytes.length);
    }
    await unlink(path).catch(() => undefined);
    return this.#gone(bytes.length);
  }

  #gone(bytes: number): true {
    this.#level.callbacks = Math.max(0, this.#level.callbacks - 1);
    this.#level.bytes = Math.max(0, this.#level.bytes - bytes);
    return true;
  }

  async #names(): Promise<string[]> {
    const names = await readdir(this.#options.folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    return names.filter((name) => NAME.test(name)).toSorted();
  }

  /** In the order they came, also over several starts. */
  #nextName(at: Date): string {
    this.#counter += 1;
    return `${String(at.getTime()).padStart(15, '0')}-${String(this.#counter).padStart(9, '0')}-${process.pid}.json`;
  }

  async #write(name: string, bytes: Buffer): Promise<void> {
    await mkdir(this.#options.folder, { recursive: true, mode: 0o700 });
    const path = join(this.#options.folder, name);
    const file = await open(`${path}.part`, 'w', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${path}.part`, path);
    const folder = await open(this.#options.folder, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }

  #later(): void {
    if (this.#stopped || this.#timer) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.drain().catch((error: unknown) => {
        this.#options.logger.error({ error }, 'The spool of callbacks could not be read');
        this.#later();
      });
    }, this.#options.retryMs);
    this.#timer.unref();
  }
}
