import { query, queryOne } from '../../../db/query.ts';
import type { Scope } from '../../scope.ts';
import type { JsonRecord } from '../imports/import-target.ts';
import { settleColumns } from './patch-row.ts';

/**
 * Puts the row that a merge kept back into its table under its old id, one version further, so that a form from before the
 * merge is stale. Columns that came with a newer release take their default; generated ones work themselves out.
 *
 * @param patch columns that cannot be as they were
 */
export async function restoreRow(
  scope: Pick<Scope, 'em' | 'clock'>,
  table: string,
  mergeId: string,
  patch: JsonRecord,
): Promise<void> {
  const rows = await query<{ name: string }>(
    scope.em,
    `select a.attname::text as name from pg_attribute a, record_merge m
     where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and m.id = $2
       and jsonb_exists(m.loser, a.attname::text) and a.attname not in ('version', 'updated_at') order by a.attnum`,
    [table, mergeId],
  );
  const columns = rows.map(({ name }) => `"${name}"`);
  await query(
    scope.em,
    `insert into ${table} (${columns.join(', ')}, version, updated_at)
     select ${columns.map((column) => `r.${column}`).join(', ')}, r.version + 1, $3
     from record_merge m cross join lateral jsonb_populate_record(null::${table}, m.loser || $2::jsonb) r where m.id = $1`,
    [mergeId, JSON.stringify(patch), scope.clock.now()],
  );
  const stored = await queryOne<{ loser: JsonRecord }>(scope.em, 'select loser from record_merge where id = $1', [
    mergeId,
  ]);
  const kept = Object.entries({ ...stored?.loser, ...patch }).filter(([column]) => columns.includes(`"${column}"`));
  await settleColumns(scope, table, String(stored?.loser.id), Object.fromEntries(kept));
}
