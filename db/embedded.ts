import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { PGLiteSocketHandler, type PGLiteSocketHandlerOptions } from '@electric-sql/pglite-socket';
import { lockDataDir } from './lock-data-dir.ts';
import { UnitQueue } from './unit-queue.ts';

export interface EmbeddedDatabase {
  /** Address for any `pg` client of this process. */
  readonly url: string;
  /** The whole database as one file, for test templates. */
  dump(): Promise<Blob>;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Folder of the database; without it everything lives in memory (tests). */
  readonly dataDir?: string;
  /** Start from this dump instead of an empty database. */
  readonly load?: Blob;
}

/**
 * PostgreSQL's default of 128 MB is memory of this process from the first moment on. The working set of one
 * organisation fits into less, and what does not is kept by the operating system's cache.
 */
const SHARED_BUFFERS = '32MB';

/**
 * Starts PostgreSQL 18 inside this process (PGlite) and serves it on a loopback port, so that every part of the service
 * speaks to it as to a server. The port is chosen by the system and never leaves 127.0.0.1.
 *
 * @throws AppError `db.data_dir_in_use` when another process owns `dataDir`
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const lock = options.dataDir ? lockDataDir(options.dataDir) : undefined;
  let db: PGlite | undefined;
  try {
    db = await openDatabase(options);
    const opened = db;
    const socket = await listen(opened);
    return {
      url: `postgres://postgres:postgres@127.0.0.1:${socket.port}/postgres`,
      dump: () => opened.dumpDataDir('none'),
      stop: async () => {
        await socket.stop();
        await opened.close();
        lock?.release();
      },
    };
  } catch (thrown) {
    await db?.close();
    lock?.release();
    throw thrown;
  }
}

/** Opens the folder's database, or makes it. A first start that was killed half-way is begun again. */
async function openDatabase(options: EmbeddedOptions): Promise<PGlite> {
  const settings = {
    ...(options.load ? { loadDataDir: options.load } : {}),
    extensions: { vector },
    startParams: [...PGlite.defaultStartParams, '-c', `shared_buffers=${SHARED_BUFFERS}`],
  };
  if (!options.dataDir) return await PGlite.create(settings);
  const dataDir = join(options.dataDir, 'postgres');
  // There while the folder is being filled for the first time: no client has seen that database yet.
  const unfinished = join(options.dataDir, 'postgres.unfinished');
  if (existsSync(unfinished)) rmSync(dataDir, { recursive: true, force: true });
  if (!existsSync(dataDir)) writeFileSync(unfinished, '');
  const db = await PGlite.create({ ...settings, dataDir });
  rmSync(unfinished, { force: true });
  return db;
}

interface ListeningSocket {
  readonly port: number;
  stop(): Promise<void>;
}

/** Serves the database on a loopback port that the system chooses, any number of connections on its one session. */
async function listen(db: PGlite): Promise<ListeningSocket> {
  const queue = new UnitQueue(db);
  const handlers = new Set<PGLiteSocketHandler>();
  const server = createServer((socket) => {
    // The option's type is the library's own class; what the handler uses of it is what UnitQueue has.
    const handler = new PGLiteSocketHandler({
      queryQueue: queue as unknown as PGLiteSocketHandlerOptions['queryQueue'],
    });
    const forget = (): void => {
      handlers.delete(handler);
      queue.clearQueueForHandler(handler.handlerId);
      void queue.clearTransactionIfNeeded(handler.handlerId);
    };
    handlers.add(handler);
    handler.addEventListener('close', forget);
    handler.addEventListener('error', forget);
    handler.attach(socket).catch(() => socket.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return { port: (server.address() as AddressInfo).port, stop: () => close(server, handlers) };
}

async function close(server: Server, handlers: ReadonlySet<PGLiteSocketHandler>): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  await Promise.all([...handlers].map((handler) => handler.detach(true)));
  await closed;
}
