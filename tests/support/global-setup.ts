import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../../db/embedded.ts';
import { migrate } from '../../db/migrate.ts';
import { JobEngine } from '../../jobs/engine.ts';
import { systemClock } from '../../kernel/clock.ts';
import { createLogger } from '../../kernel/logger.ts';
import { JOBS } from '../../server/jobs.ts';

/** Where a test file gets its database from: a dump to load, or a template database to copy. */
export type DatabaseTemplate =
  | { readonly kind: 'embedded'; readonly dump: string }
  | { readonly kind: 'server'; readonly admin: string; readonly template: string };

declare module 'vitest' {
  interface ProvidedContext {
    databaseTemplate: DatabaseTemplate;
  }
}

/**
 * Makes the schema once for all test files: embedded by default, on the server of `DATABASE_URL` when that is set, so
 * that the same tests run on both.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = process.env.DATABASE_URL;
  return server ? await makeServerTemplate(project, server) : await makeDump(project);
}

async function makeDump(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'xiaoshu-test-'));
  const database = await startEmbedded({});
  await prepare(database.url, true);
  const dump = join(folder, 'template.tar');
  writeFileSync(dump, Buffer.from(await (await database.dump()).arrayBuffer()));
  await database.stop();
  project.provide('databaseTemplate', { kind: 'embedded', dump });
  return () => Promise.resolve(rmSync(folder, { recursive: true, force: true }));
}

async function makeServerTemplate(project: TestProject, admin: string): Promise<() => Promise<void>> {
  const template = `xiaoshu_template_${process.pid}`;
  const run = async (text: string): Promise<void> => {
    const client = new Client({ connectionString: admin });
    await client.connect();
    await client.query(text).finally(() => client.end());
  };
  await run(`drop database if exists ${template} with (force)`);
  await run(`create database ${template}`);
  await prepare(withDatabase(admin, template), false);
  project.provide('databaseTemplate', { kind: 'server', admin, template });
  return async () => await run(`drop database if exists ${template} with (force)`);
}

async function prepare(url: string, embedded: boolean): Promise<void> {
  await migrate(url);
  const engine = new JobEngine({
    url,
    embedded,
    poolSize: 2,
    clock: systemClock,
    logger: createLogger('silent'),
    jobs: JOBS,
  });
  await engine.start();
  await engine.stop(1000);
}

/** The same server, another database. */
export function withDatabase(url: string, name: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${name}`;
  return parsed.toString();
}
