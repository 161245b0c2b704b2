import { openAsBlob } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import { startEmbedded } from '../../db/embedded.ts';
import type { OpenDatabase } from '../../server/open-database.ts';
import { withDatabase } from './global-setup.ts';

/** A fresh database with the schema and nothing else, for one test file. Stop it in `afterAll`. */
export async function testDatabase(): Promise<OpenDatabase> {
  const template = inject('databaseTemplate');
  if (template.kind === 'server') return await serverDatabase(template.admin, template.template);
  const database = await startEmbedded({ load: await openAsBlob(template.dump) });
  return { url: database.url, embedded: true, stop: () => database.stop() };
}

/** A database without any table. */
export async function emptyDatabase(): Promise<OpenDatabase> {
  const template = inject('databaseTemplate');
  if (template.kind === 'server') return await serverDatabase(template.admin, 'template0');
  const database = await startEmbedded({});
  return { url: database.url, embedded: true, stop: () => database.stop() };
}

async function serverDatabase(admin: string, template: string): Promise<OpenDatabase> {
  const name = `xiaoshu_test_${randomBytes(6).toString('hex')}`;
  const run = async (text: string): Promise<void> => {
    const client = new Client({ connectionString: admin });
    await client.connect();
    await client.query(text).finally(() => client.end());
  };
  await run(`create database ${name} template ${template}`);
  return {
    url: withDatabase(admin, name),
    embedded: false,
    stop: () => run(`drop database if exists ${name} with (force)`),
  };
}
