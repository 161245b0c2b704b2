import { join } from 'node:path';
import type { MikroORM } from '@mikro-orm/postgresql';
import { openOneConnection } from '../../db/one-connection.ts';
import { forkEm } from '../../db/orm.ts';
import type { ChannelScope } from '../../domain/messaging/messaging-scope.ts';
import { readCallbacks } from '../../domain/messaging/receive/read-callbacks.job.ts';
import type { JobEngine } from '../../jobs/engine.ts';
import type { Config } from '../../kernel/config/config-shape.ts';
import type { Logger } from '../../kernel/logger.ts';
import type { Metrics } from '../metrics.ts';
import type { OpenDatabase } from '../open-database.ts';
import { CallbackKeeper, type AfterKeeping } from './callback-keeper.ts';
import { CallbackReader } from './callback-reader.ts';
import { CallbackSpool } from './callback-spool.ts';

/** How soon callbacks kept in files are tried again. */
const SPOOL_RETRY_MS = 1000;
/** A process that does not read calls those that do: at once, and then not again for so long, for all that came meanwhile. */
const CALL_MS = 50;

/** Who reads what this process keeps: it itself at once, it itself before it answers (tests), or another one. */
export type ReadsCallbacks = 'here' | 'before_the_answer' | 'elsewhere';

/** The way of a callback from the vendor to the rooms: kept, or spooled while the database is away, and then read. */
export interface CallbackParts {
  readonly keeper: CallbackKeeper;
  readonly spool: CallbackSpool;
  readonly reader: CallbackReader;
  /** Reads no more; what comes is still kept. */
  stopReading(): Promise<void>;
  close(): Promise<void>;
}

export async function composeCallbacks(parts: {
  readonly config: Config;
  readonly database: Pick<OpenDatabase, 'url' | 'embedded'>;
  readonly orm: MikroORM;
  readonly engine: JobEngine;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly scope: () => ChannelScope;
  readonly reads: ReadsCallbacks;
}): Promise<CallbackParts> {
  const { config, database, logger, metrics } = parts;
  const connection = openOneConnection({ ...database, logger });
  const reader = new CallbackReader({
    scope: parts.scope,
    logger,
    pressed: () => keeper.pressed(),
    onRead: (outcome, seconds) => metrics.callbacks.observe({ outcome }, seconds),
  });
  const caller = callReaders(parts);
  const keeper = new CallbackKeeper(connection, AFTER_KEEPING[parts.reads](reader, caller.call));
  const spool = await CallbackSpool.open({
    folder: join(config.dataDir, 'callback-spool'),
    largest: config.callbackSpoolBytes,
    retryMs: SPOOL_RETRY_MS,
    logger,
    take: async (callback) => void (await keeper.keep(callback)),
  });
  return {
    keeper,
    spool,
    reader,
    stopReading: () => reader.stop(),
    close: async () => {
      caller.stop();
      await spool.stop();
      await reader.stop();
      await connection.close();
    },
  };
}

const AFTER_KEEPING: Readonly<Record<ReadsCallbacks, (reader: CallbackReader, call: () => void) => AfterKeeping>> = {
  here: (reader) => (accounts) => void reader.wake(accounts),
  before_the_answer: (reader) => async (accounts) => await reader.readFor(accounts),
  elsewhere: (_reader, call) => () => void call(),
};

/** Adds the job that reads: processes that read hear of it at once. */
function callReaders(parts: { readonly orm: MikroORM; readonly engine: JobEngine; readonly logger: Logger }) {
  let timer: NodeJS.Timeout | undefined;
  let again = false;
  const call = (): void => {
    again = timer !== undefined;
    if (again) return;
    timer = setTimeout(() => {
      timer = undefined;
      if (again) call();
    }, CALL_MS);
    // The schedule adds it too: what is kept is read a little later then.
    parts.engine
      .enqueue(forkEm(parts.orm), readCallbacks, {}, { singletonKey: 'all' })
      .catch((error: unknown) => parts.logger.warn({ error }, 'Nobody could be called to read callbacks'));
  };
  return { call, stop: () => clearTimeout(timer) };
}
