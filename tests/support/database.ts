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
  if (template.kind === 'embedded') {
    const database = await startEmbedded({ load: await openAsBlob(template.dump) });
    return { url: database.url, embedded: true, stop: () => database.stop() };
  }
  const name = `xiaoshu_test_${randomBytes(6).toString('hex')}`;
  const run = async (text: string): Promise<void> => {
    const client = new Client({ connectionString: template.admin });
    await client.connect();
    await client.query(text).finally(() => client.end());
  };
  await run(`create database ${name} template ${template.template}`);
  return {
    url: withDatabase(template.admin, name),
    embedded: false,
    stop: () => run(`drop database if exists ${name} with (force)`),
  };
}
