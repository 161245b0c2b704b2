import { query } from '../../../db/query.ts';
import type { CustomEntity, CustomValues } from '../../../kernel/contracts/custom-fields.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { WriteScope } from '../crm-scope.ts';
import { readFields } from './read-fields.ts';
import { SEARCH_NAMES } from './search-names.ts';
import { searchWords } from './search-words.ts';

const BATCH = 500;
const FIRST = '00000000-0000-0000-0000-000000000000';

interface SearchRow {
  readonly id: string;
  readonly version: number;
  readonly names: (string | null)[];
  readonly custom: CustomValues;
  readonly search_text: string;
}

/**
 * Makes the search texts of a kind of record anew, 500 at a time, each batch a transaction of its own. A record that
 * somebody changes meanwhile is left alone: that change made its text already. Running twice writes nothing.
 *
 * @returns how many texts became others
 */
export async function refreshSearchText(
  scope: Pick<WriteScope, 'em' | 'events'>,
  input: { readonly entity: CustomEntity; readonly signal?: AbortSignal },
): Promise<number> {
  const { entity } = input;
  let after = FIRST;
  let changed = 0;
  for (;;) {
    input.signal?.throwIfAborted();
    const batch = await inTransaction(scope, async (tx) => await refreshBatch(tx, entity, after));
    changed += batch.changed;
    if (!batch.last) return changed;
    after = batch.last;
  }
}

/** Makes the search texts of some records anew, in the caller's transaction. */
export async function refreshSearchOf(
  scope: Pick<WriteScope, 'em'>,
  entity: CustomEntity,
  ids: readonly string[],
): Promise<void> {
  const rows = await query<SearchRow>(scope.em, `${rowsSql(entity)} where t.id = any($1::uuid[])`, [ids]);
  await rewrite(scope, entity, rows);
}

async function refreshBatch(
  scope: Pick<WriteScope, 'em'>,
  entity: CustomEntity,
  after: string,
): Promise<{ changed: number; last: string | undefined }> {
  const rows = await query<SearchRow>(scope.em, `${rowsSql(entity)} where t.id > $1 order by t.id limit ${BATCH}`, [
    after,
  ]);
  const changed = await rewrite(scope, entity, rows);
  return { changed, last: rows.length === BATCH ? rows.at(-1)?.id : undefined };
}

function rowsSql(entity: CustomEntity): string {
  const names = SEARCH_NAMES[entity].map((column) => `t.${column}`).join(', ');
  return `select t.id, t.version, array[${names}]::text[] as names, t.custom, t.search_text from ${entity} t`;
}

/** Writes the texts that are others now; answers how many. */
async function rewrite(
  scope: Pick<WriteScope, 'em'>,
  entity: CustomEntity,
  rows: readonly SearchRow[],
): Promise<number> {
  const fields = await readFields(scope, entity);
  const stale = rows
    .map((row) => ({ ...row, text: searchWords(row.names, row.custom, fields) }))
    .filter((row) => row.text !== row.search_text);
  if (stale.length > 0) {
    await query(
      scope.em,
      `update ${entity} t set search_text = s.text
       from unnest($1::uuid[], $2::int[], $3::text[]) as s(id, version, text) where t.id = s.id and t.version = s.version`,
      [stale.map(({ id }) => id), stale.map(({ version }) => version), stale.map(({ text }) => text)],
    );
  }
  return stale.length;
}
