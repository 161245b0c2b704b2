import { MikroORM } from '@mikro-orm/postgresql';
import { Migrator } from '@mikro-orm/migrations';
import { Client } from 'pg';
import { dbError } from './errors.ts';
import { MIGRATIONS } from './migrations/registry.ts';
import { ormOptions } from './orm.ts';

/** Any fixed number: whoever holds it is the one process that changes the schema. */
const MIGRATION_LOCK = 7_261_121;

/**
 * Brings the schema to this release's newest step. Several processes may start at once: an advisory lock lets one of
 * them do it while the others wait.
 *
 * @throws AppError `db.newer_schema` when the database was already changed by a newer release
 * @throws AppError `db.unreachable`
 */
export async function migrate(url: string): Promise<string[]> {
  const lock = new Client({ connectionString: url });
  try {
    await lock.connect();
  } catch (thrown) {
    throw dbError('db.unreachable', { details: { reason: (thrown as Error).message }, cause: thrown });
  }
  const orm = await MikroORM.init({
    ...ormOptions({ url, poolSize: 2 }),
    extensions: [Migrator],
    migrations: {
      migrationsList: [...MIGRATIONS],
      snapshot: false,
      transactional: true,
      allOrNothing: false,
      silent: true,
    },
  });
  try {
    await lock.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await refuseNewerSchema(orm);
    const done = await orm.migrator.up();
    return done.map((step) => step.name);
  } finally {
    await lock.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    await lock.end();
    await orm.close(true);
  }
}

async function refuseNewerSchema(orm: MikroORM): Promise<void> {
  const known = new Set(MIGRATIONS.map((step) => step.name));
  const executed = await orm.migrator.getExecuted();
  const unknown = executed.find((step) => !known.has(step.name));
  if (unknown) throw dbError('db.newer_schema', { details: { migration: unknown.name } });
}
