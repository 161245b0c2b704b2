import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { migrate } from '../../db/migrate.ts';
import { MIGRATIONS } from '../../db/migrations/registry.ts';
import { createOrm, forkEm } from '../../db/orm.ts';
import { query } from '../../db/query.ts';
import { AppError } from '../../kernel/errors.ts';
import type { OpenDatabase } from '../../server/open-database.ts';
import { startChild } from '../support/child.ts';
import { emptyDatabase, testDatabase } from '../support/database.ts';

const open: OpenDatabase[] = [];
const opened = async (database: Promise<OpenDatabase>): Promise<OpenDatabase> => {
  open.push(await database);
  return await database;
};
afterAll(async () => {
  for (const database of open) await database.stop();
});

async function run(database: OpenDatabase, text: string): Promise<Record<string, unknown>[]> {
  const orm = await createOrm({ url: database.url, poolSize: 1 });
  return await query<Record<string, unknown>>(forkEm(orm), text).finally(() => orm.close(true));
}

/** An embedded database belongs to one process (data-dir.test.ts) and has one session, which no session lock can divide. */
const onServer = inject('databaseTemplate').kind === 'server';

describe('migrating', () => {
  it.runIf(onServer)(
    'is done once by four processes that start together',
    async () => {
      const database = await opened(emptyDatabase());
      const children = Array.from({ length: 4 }, () =>
        startChild('tests/faults/children/run-migrations.ts', [database.url]),
      );
      const applied = await Promise.all(
        children.map(
          async (child) => JSON.parse((await child.said(/^applied (.*)$/m, 50_000))[1] as string) as string[],
        ),
      );
      expect(await Promise.all(children.map((child) => child.ended))).toEqual([0, 0, 0, 0]);
      const names = MIGRATIONS.map((step) => step.name);
      expect(applied.toSorted((a, b) => b.length - a.length)).toEqual([names, [], [], []]);
      const rows = await run(database, 'select name from mikro_orm_migrations order by id');
      expect(rows.map((row) => row['name'])).toEqual(names);
    },
    60_000,
  );

  it('refuses a database that a newer release has changed, and leaves it as it is', async () => {
    const database = await opened(testDatabase());
    await run(database, "insert into mikro_orm_migrations (name) values ('29991231-01-later')");
    const refused = await migrate(database.url).catch((thrown: unknown) => thrown);
    expect(refused).toBeInstanceOf(AppError);
    expect(refused).toMatchObject({ code: 'db.newer_schema', details: { migration: '29991231-01-later' } });
    expect((refused as AppError).sentence('zh')).toContain('请使用更新的程序版本');
  });

  it('says when there is no database to migrate', async () => {
    await expect(migrate('postgres://postgres@127.0.0.1:9/none')).rejects.toMatchObject({
      code: 'db.unreachable',
      kind: 'transient',
    });
  });
});

describe('the audit log', () => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await opened(testDatabase());
    await run(
      database,
      "insert into audit_entry (at, actor_kind, action, entity) values (now(), 'system', 'test.done', 'test')",
    );
  });

  it.each([
    "update audit_entry set action = 'test.undone'",
    'delete from audit_entry',
    'truncate audit_entry',
    'truncate audit_entry cascade',
  ])('refuses: %s', async (statement) => {
    await expect(run(database, statement)).rejects.toThrow('audit_entry is append-only');
    expect(await run(database, 'select action from audit_entry')).toEqual([{ action: 'test.done' }]);
  });
});
