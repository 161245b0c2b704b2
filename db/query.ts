import type { EntityManager } from '@mikro-orm/postgresql';
import { CompiledQuery } from 'kysely';

/**
 * Runs one SQL statement with `$1…` parameters in the unit of work's own transaction, or on a pooled connection when it
 * has none. Rows come back with the column names of the database. Use it for reading; entities are written by `em`.
 */
export async function query<Row extends object>(
  em: EntityManager,
  text: string,
  params: readonly unknown[] = [],
): Promise<Row[]> {
  const client = em.getTransactionContext() ?? em.getConnection().getClient();
  const result = await client.executeQuery(CompiledQuery.raw(text, [...params]));
  return result.rows as Row[];
}

/** As `query`, for a statement that answers at most one row. */
export async function queryOne<Row extends object>(
  em: EntityManager,
  text: string,
  params: readonly unknown[] = [],
): Promise<Row | undefined> {
  return (await query<Row>(em, text, params))[0];
}

/** Collects parameters while a statement is put together: `p.add(value)` answers its placeholder. */
export class Params {
  readonly values: unknown[] = [];

  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

/** Turns the moments of a row, which come as texts of the database, into dates; the row's type says dates already. */
export function withDates<Row extends object>(row: Row, ...columns: ReadonlyArray<keyof Row & string>): Row {
  const dates = columns.map((column) => [column, row[column] === null ? null : new Date(row[column] as string)]);
  return { ...row, ...Object.fromEntries(dates) };
}
