import { MikroORM } from '@mikro-orm/postgresql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ormOptions } from '../../db/orm.ts';
import type { OpenDatabase } from '../../server/open-database.ts';
import { testDatabase } from '../support/database.ts';

let database: OpenDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.stop());

/** What migrations make by hand and entities do not describe: functions, triggers, views, and how PostgreSQL rewrites a default. */
const BY_HAND = [
  /^drop (function|trigger|view)/i,
  /^alter table "\w+" alter column "code" set default/,
  /^set names/,
  /^drop index/i,
];

it('migrations make exactly the tables the entities describe', async () => {
  const orm = await MikroORM.init({
    ...ormOptions({ url: database.url, poolSize: 1 }),
    schemaGenerator: { ignoreSchema: ['pgboss', 'langgraph'] },
  });
  const difference = await orm.schema.getUpdateSchemaSQL();
  await orm.close(true);
  const statements = difference
    .split(/;\s*\n/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '' && !BY_HAND.some((pattern) => pattern.test(statement)));
  expect(statements).toEqual([]);
});
