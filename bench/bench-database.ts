import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbedded } from '../db/embedded.ts';
import { migrate } from '../db/migrate.ts';
import type { DatabaseKind } from './result.ts';

/** A database of the benchmark's own with the schema in it, and how the service is told to use it. */
export interface BenchDatabase {
  readonly kind: DatabaseKind;
  /** Settings that point the service at the database. */
  readonly environment: Readonly<Record<string, string>>;
  /** A copy for another process, where one process owns the database; else the same database. */
  readonly forPeer: Readonly<Record<string, string>>;
  drop(): Promise<void>;
}

/** Makes a fresh database, migrates it and lets `fill` put rows into it. */
export async function benchDatabase(
  kind: DatabaseKind,
  serverUrl: string,
  fill: (client: Client) => Promise<void>,
): Promise<BenchDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'xiaoshu-bench-'));
  return kind === 'embedded' ? await embedded(folder, fill) : await onServer(folder, serverUrl, fill);
}

async function embedded(folder: string, fill: (client: Client) => Promise<void>): Promise<BenchDatabase> {
  const own = join(folder, 'own');
  const database = await startEmbedded({ dataDir: own });
  await prepare(database.url, fill);
  await database.stop();
  const peer = join(folder, 'peer');
  cpSync(own, peer, { recursive: true });
  return {
    kind: 'embedded',
    environment: { DATA_DIR: own },
    forPeer: { DATA_DIR: peer },
    drop: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })),
  };
}

async function onServer(
  folder: string,
  serverUrl: string,
  fill: (client: Client) => Promise<void>,
): Promise<BenchDatabase> {
  const name = `xiaoshu_bench_${randomBytes(6).toString('hex')}`;
  await withClient(serverUrl, async (client) => void (await client.query(`create database ${name}`)));
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  await prepare(url.toString(), fill);
  const environment = { DATABASE_URL: url.toString(), DATA_DIR: folder };
  return {
    kind: 'PostgreSQL',
    environment,
    forPeer: environment,
    drop: async () => {
      rmSync(folder, { recursive: true, force: true });
      await withClient(serverUrl, async (client) => {
        await client.query(`drop database if exists ${name} with (force)`);
      });
    },
  };
}

async function prepare(url: string, fill: (client: Client) => Promise<void>): Promise<void> {
  await migrate(url);
  await withClient(url, async (client) => {
    await fill(client);
    await client.query('vacuum analyze');
  });
}

/** Runs the work on one connection and closes it. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
