import type { EntityManager } from '../../../db/orm.ts';
import { query, queryOne, Params } from '../../../db/query.ts';
import type { IndexFilter } from '../../../knowledge/index/index.port.ts';
import type { IndexedPassage } from '../../../knowledge/index/passage.ts';
import { filterSql } from './filter-sql.ts';
import type { ScoredPlace } from './top-places.ts';

/** Most numbers of a vector that pgvector indexes; longer ones are compared one by one. */
const LONGEST_INDEXED = 2000;
/** How widely the graph is searched; it goes on by itself while the filter leaves too few. */
const SEARCH_WIDTH = 120;

/** Vectors of one length share a table, so that a rebuild may change the length. */
export function denseTable(dimension: number): string {
  return `knowledge_index_dense_${Math.trunc(dimension)}`;
}

/**
 * Makes the extension and the table of a length where that is possible. False where the server has no pgvector, or the
 * database user may not add it.
 */
export async function ensureDense(em: EntityManager, dimension: number): Promise<boolean> {
  const row = await queryOne<{ installed: boolean }>(
    em,
    "select installed_version is not null as installed from pg_available_extensions where name = 'vector'",
  );
  if (!row) return false;
  const table = denseTable(dimension);
  const known = await queryOne<{ is_there: boolean }>(em, 'select to_regclass($1) is not null as is_there', [table]);
  if (row.installed && known?.is_there) return true;
  try {
    await em.transactional(async (tx) => {
      // Two processes may start at once; «if not exists» alone does not keep them apart.
      await query(tx, "select pg_advisory_xact_lock(hashtext('knowledge_index_dense'))");
      await query(tx, 'create extension if not exists vector');
      await query(
        tx,
        `create table if not exists ${table} (
           no int primary key references knowledge_index_passage (no) on delete cascade,
           embedding vector(${Math.trunc(dimension)}) not null)`,
      );
      if (dimension <= LONGEST_INDEXED)
        await query(
          tx,
          `create index if not exists ${table}_nearest on ${table} using hnsw (embedding vector_cosine_ops)`,
        );
    });
    return true;
  } catch (thrown) {
    if (isNotPermitted(thrown)) return false;
    throw thrown;
  }
}

/** PostgreSQL's 42501, wherever in the chain of causes. */
function isNotPermitted(thrown: unknown): boolean {
  for (let error = thrown; error instanceof Error; error = error.cause)
    if (Reflect.get(error, 'code') === '42501') return true;
  return false;
}

/** Stores the dense vectors of rows that were just added. */
export async function insertDense(
  em: EntityManager,
  dimension: number,
  passages: readonly IndexedPassage[],
  rows: ReadonlyMap<string, number>,
): Promise<void> {
  const stored = passages.flatMap(({ id, dense }) => {
    const no = rows.get(id);
    return dense && no !== undefined ? [{ no, vector: `[${dense.join(',')}]` }] : [];
  });
  if (stored.length === 0) return;
  await query(
    em,
    `insert into ${denseTable(dimension)} (no, embedding)
     select r.no, r.embedding::vector from unnest($1::int[], $2::text[]) as r(no, embedding)`,
    [stored.map((one) => one.no), stored.map((one) => one.vector)],
  );
}

/** The nearest passages a reader may be shown by the cosine, best first; equal ones in the order of their ids. */
export async function searchDense(
  em: EntityManager,
  generation: { readonly id: number; readonly dimension: number },
  vector: readonly number[],
  filter: IndexFilter,
  limit: number,
): Promise<ScoredPlace[]> {
  const params = new Params();
  const given = params.add(`[${vector.join(',')}]`);
  const where = `p.generation_id = ${params.add(generation.id)} and ${filterSql(filter, params)}`;
  return await em.transactional(async (tx) => {
    await query(
      tx,
      "select set_config('hnsw.iterative_scan', 'strict_order', true), set_config('hnsw.ef_search', $1, true)",
      [String(Math.max(SEARCH_WIDTH, Math.min(1000, limit * 2)))],
    );
    return await query<ScoredPlace>(
      tx,
      `select * from (
         select p.no, p.passage_id as id, 1 - (d.embedding <=> ${given}::vector) as score
         from ${denseTable(generation.dimension)} d join knowledge_index_passage p on p.no = d.no
         where ${where} order by d.embedding <=> ${given}::vector limit ${Math.trunc(limit)}) found
       order by score desc, id`,
      params.values,
    );
  });
}
