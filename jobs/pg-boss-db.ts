import type { EntityManager } from '@mikro-orm/postgresql';
import type { ConnectionOptions } from 'pg-boss';
import { query } from '../db/query.ts';

/** Lets pg-boss write inside a unit of work's transaction, so that a job exists exactly when the change does. */
export function bossDbOf(em: EntityManager): NonNullable<ConnectionOptions['db']> {
  return { executeSql: async (text, values) => ({ rows: await query(em, text, values ?? []) }) };
}
