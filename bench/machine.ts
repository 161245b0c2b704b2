import { cpus, loadavg, totalmem } from 'node:os';
import type { Client } from 'pg';
import { startEmbedded } from '../db/embedded.ts';
import { withClient } from './bench-database.ts';
import type { BenchOptions } from './bench-options.ts';

/** What a result depends on beside the code: printed with each result, taken right before it. */
export interface Machine {
  readonly at: string;
  readonly cores: number;
  readonly cpu: string;
  readonly memoryGb: number;
  /** One-minute load before the run: over half a core means that somebody else was at work. */
  readonly load: number;
  readonly node: string;
  /** `null`: no server was used. */
  readonly server: DatabaseFacts | null;
  readonly embedded: DatabaseFacts | null;
}

export interface DatabaseFacts {
  readonly version: string;
  readonly fsync: string;
  readonly synchronousCommit: string;
  /** Inserts of one row per second on one connection, each its own transaction. */
  readonly commitsPerSecond: number;
}

/** Looks at the machine and at the databases a benchmark is going to use. */
export async function factsFor(options: BenchOptions): Promise<Machine> {
  const [load = 0] = loadavg();
  const ms = options.short ? 200 : 2000;
  return {
    at: new Date().toISOString(),
    cores: cpus().length,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    memoryGb: Math.round(totalmem() / 2 ** 30),
    load: Math.round(load * 100) / 100,
    node: process.version,
    server: options.databases.includes('PostgreSQL')
      ? await withClient(options.serverUrl, (client) => databaseFacts(client, ms))
      : null,
    embedded: options.databases.includes('embedded') ? await embeddedFacts(ms) : null,
  };
}

async function embeddedFacts(ms: number): Promise<DatabaseFacts> {
  const database = await startEmbedded({});
  try {
    return await withClient(database.url, (client) => databaseFacts(client, ms));
  } finally {
    await database.stop();
  }
}

async function databaseFacts(client: Client, ms: number): Promise<DatabaseFacts> {
  const { rows } = await client.query<{ version: string; fsync: string; sync: string }>(
    `select current_setting('server_version') as version, current_setting('fsync') as fsync,
       current_setting('synchronous_commit') as sync`,
  );
  const facts = rows[0];
  if (!facts) throw new Error('the database did not tell its settings');
  return {
    version: facts.version,
    fsync: facts.fsync,
    synchronousCommit: facts.sync,
    commitsPerSecond: await commitRate(client, ms),
  };
}

/** Inserts row after row for the time given; the table lives as long as the measurement. */
async function commitRate(client: Client, ms: number): Promise<number> {
  const table = `bench_commit_${process.pid}`;
  await client.query(`create table ${table} (n int, note text)`);
  const insert = { name: table, text: `insert into ${table} values ($1, $2)` };
  let rounds = 0;
  const begin = performance.now();
  while (performance.now() - begin < ms) {
    await client.query({ ...insert, values: [rounds, 'a row of the usual size'] });
    rounds += 1;
  }
  const seconds = (performance.now() - begin) / 1000;
  await client.query(`drop table ${table}`);
  return Math.round(rounds / seconds);
}
