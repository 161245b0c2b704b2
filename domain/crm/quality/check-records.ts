import { query } from '../../../db/query.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { QualityEntity } from '../../../kernel/contracts/data-quality.ts';
import type { ReadScope } from '../crm-scope.ts';
import { completenessOf, missingSql } from './completeness.ts';
import { findProblems, type CheckedRecord } from './find-problems.ts';
import { RECORD_TABLES } from './record-tables.ts';

type Row = CheckedRecord & { readonly id: string; readonly missing: string[] };

const COLUMNS: Readonly<Record<QualityEntity, string>> = {
  customer: 'r.name, r.phone, null::text as email, r.credit_code',
  contact: 'r.name, r.phone, r.email, null::text as credit_code',
  lead: 'r.name, r.phone, r.email, null::text as credit_code',
};

/** Stores how complete the records are and what is wrong with them. Ids of deleted records are passed over. */
export async function checkRecords(
  scope: Pick<ReadScope, 'em'> & { readonly clock: Clock },
  entity: QualityEntity,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const weights = await readWeights(scope, entity);
  const { from, owned } = RECORD_TABLES[entity];
  const rows = await query<Row>(
    scope.em,
    `select r.id, ${COLUMNS[entity]}, ${missingSql(entity)} as missing,
       coalesce((select not u.active from app_user u where u.id = ${owned}.owner_id), false) as owner_gone
     from ${from} where r.id = any($1::uuid[])`,
    [ids],
  );
  const checked = rows.map((row) => {
    const missing = row.missing.filter((field) => (weights.get(field) ?? 0) > 0);
    return { entity_id: row.id, score: completenessOf(weights, missing), missing, problems: findProblems(row) };
  });
  await query(
    scope.em,
    `insert into record_quality (entity, entity_id, score, missing, problems, checked_at)
     select $1, q.entity_id, q.score, q.missing, q.problems, $3
     from jsonb_to_recordset($2::jsonb) as q(entity_id uuid, score int, missing text[], problems text[])
     on conflict (entity, entity_id) do update set score = excluded.score, missing = excluded.missing,
       problems = excluded.problems, checked_at = excluded.checked_at`,
    [entity, JSON.stringify(checked), scope.clock.now()],
  );
}

/** Field → weight of a kind of record. */
export async function readWeights(
  scope: Pick<ReadScope, 'em'>,
  entity: QualityEntity,
): Promise<ReadonlyMap<string, number>> {
  const rows = await query<{ field: string; weight: number }>(
    scope.em,
    'select field, weight from completeness_field where entity = $1',
    [entity],
  );
  return new Map(rows.map((row) => [row.field, row.weight]));
}
