import { Params, query, queryOne } from '../../../db/query.ts';
import { qualityError } from '../quality/errors.ts';
import type { ReadScope } from '../crm-scope.ts';
import { referenceName, type MergeReference } from './merge-references.ts';

type Db = Pick<ReadScope, 'em'>;

/** What a merge is about for the rows that point to its records. */
export interface Move {
  readonly mergeId: string;
  readonly survivor: string;
  readonly loser: string;
}

export interface MovedCount {
  readonly reference: string;
  readonly moved: number;
  readonly dropped: number;
}

/**
 * The condition (alias `t`) that a row of the loser cannot go over: the survivor has it, it would link to itself, or it is
 * for records without an owner.
 * Undefined where every row can.
 */
function clash(reference: MergeReference, survivor: string, params: Params): string | undefined {
  const parts: string[] = [];
  if (reference.unique) {
    const same = reference.unique.map((column) => `s.${column} is not distinct from t.${column}`);
    const owned = `s.${reference.column} = ${params.add(survivor)}::uuid`;
    parts.push(`exists (select 1 from ${reference.table} s where ${[owned, ...same].join(' and ')})`);
  }
  if (reference.oneWhere) {
    const owned = `s.${reference.column} = ${params.add(survivor)}::uuid and ${reference.oneWhere('s')}`;
    parts.push(`(${reference.oneWhere('t')} and exists (select 1 from ${reference.table} s where ${owned}))`);
  }
  if (reference.otherEnd) parts.push(`t.${reference.otherEnd} = ${params.add(survivor)}::uuid`);
  if (reference.unowned) {
    parts.push(
      `exists (select 1 from ${reference.to} s where s.id = ${params.add(survivor)}::uuid and s.owner_id is not null)`,
    );
  }
  return parts.length > 0 ? `(${parts.join(' or ')})` : undefined;
}

/** The condition (alias `t`) for rows that point to the record. */
function pointsTo(reference: MergeReference, record: string): string {
  const kind = reference.entityColumn ? ` and t.${reference.entityColumn} = '${reference.to}'` : '';
  return `t.${reference.column} = ${record}${kind}`;
}

/** The primary key of a row (alias `t`) as JSON. */
function keyJson(reference: MergeReference): string {
  const columns = reference.key ?? ['id'];
  return `jsonb_build_object(${columns.map((column) => `'${column}', t.${column}`).join(', ')})`;
}

/** How many rows would go over and how many the survivor has already. */
export async function countReference(
  scope: Db,
  reference: MergeReference,
  pair: Pick<Move, 'survivor' | 'loser'>,
): Promise<MovedCount> {
  const params = new Params();
  const lost = clash(reference, pair.survivor, params) ?? 'false';
  const row = await queryOne<{ moved: number; dropped: number }>(
    scope.em,
    `select count(*) filter (where not ${lost})::int as moved, count(*) filter (where ${lost})::int as dropped
     from ${reference.table} t where ${pointsTo(reference, `${params.add(pair.loser)}::uuid`)}`,
    params.values,
  );
  return { reference: referenceName(reference), moved: row?.moved ?? 0, dropped: row?.dropped ?? 0 };
}

/** Takes the rows that point to the loser over to the survivor and writes down which ones, in the caller's transaction. */
export async function moveReference(scope: Db, reference: MergeReference, move: Move): Promise<MovedCount> {
  const name = referenceName(reference);
  const dropped = await dropClashing(scope, reference, move);
  const moved = await query(
    scope.em,
    `with moved as (update ${reference.table} t set ${reference.column} = $2::uuid where ${pointsTo(reference, '$1::uuid')}
       returning ${keyJson(reference)} as key)
     insert into record_merge_row (merge_id, reference, row_key) select $3::uuid, $4, key from moved returning 1 as one`,
    [move.loser, move.survivor, move.mergeId, name],
  );
  return { reference: name, moved: moved.length, dropped };
}

async function dropClashing(scope: Db, reference: MergeReference, move: Move): Promise<number> {
  const params = new Params();
  const lost = clash(reference, move.survivor, params);
  if (!lost) return 0;
  const dropped = await query(
    scope.em,
    `with gone as (delete from ${reference.table} t where ${pointsTo(reference, `${params.add(move.loser)}::uuid`)} and ${lost}
       returning ${keyJson(reference)} as key, to_jsonb(t) as row)
     insert into record_merge_row (merge_id, reference, row_key, dropped)
     select ${params.add(move.mergeId)}::uuid, ${params.add(referenceName(reference))}, key, row from gone returning 1 as one`,
    params.values,
  );
  return dropped.length;
}

/** Joins the rows of a table (alias `t`) with those that a merge wrote down and that still belong to the survivor. */
function stillThere(reference: MergeReference): string {
  const columns = reference.key ?? ['id'];
  const same = columns.map((column) => `t.${column} = k.${column}`).join(' and ');
  return `record_merge_row m cross join lateral jsonb_populate_record(null::${reference.table}, m.row_key) k
    join ${reference.table} t on ${same} and ${pointsTo(reference, '$2::uuid')}
    where m.merge_id = $1::uuid and m.reference = $3 and m.dropped is null`;
}

/** How many of the moved rows an undo can still bring back, and how many there were. */
export async function countMoved(
  scope: Db,
  reference: MergeReference,
  move: Move,
): Promise<{ movable: number; moved: number; dropped: number }> {
  const row = await queryOne<{ movable: number; moved: number; dropped: number }>(
    scope.em,
    `select (select count(*) from ${stillThere(reference)})::int as movable,
       (select count(*) from record_merge_row where merge_id = $1::uuid and reference = $3 and dropped is null)::int as moved,
       (select count(*) from record_merge_row where merge_id = $1::uuid and reference = $3 and dropped is not null)::int as dropped`,
    [move.mergeId, move.survivor, referenceName(reference)],
  );
  return row ?? { movable: 0, moved: 0, dropped: 0 };
}

/** Gives back to the restored loser what a merge took over and what it dropped. */
export async function moveBack(scope: Db, reference: MergeReference, move: Move): Promise<void> {
  const columns = reference.key ?? ['id'];
  const same = columns.map((column) => `t.${column} = back.${column}`).join(' and ');
  const picked = columns.map((column) => `t.${column}`).join(', ');
  const name = referenceName(reference);
  await query(
    scope.em,
    `with back as materialized (select ${picked} from ${stillThere(reference)})
     update ${reference.table} t set ${reference.column} = $4::uuid from back where ${same}`,
    [move.mergeId, move.survivor, name, move.loser],
  );
  await query(
    scope.em,
    `insert into ${reference.table} select d.* from record_merge_row m
     cross join lateral jsonb_populate_record(null::${reference.table}, m.dropped) d
     where m.merge_id = $1::uuid and m.reference = $2 and m.dropped is not null on conflict do nothing`,
    [move.mergeId, name],
  );
}

/**
 * Makes sure that nothing points to the loser any more, by the database's own list of foreign keys: deleting it would take
 * such rows along or cut them off.
 *
 * @throws AppError `crm.merge_reference_unknown` naming the column nobody told us about
 */
export async function requireNothingLeft(scope: Db, table: string, loser: string): Promise<void> {
  for (const { from, column } of await foreignKeysTo(scope, table)) {
    const left = await queryOne(scope.em, `select 1 as one from ${from} where "${column}" = $1::uuid limit 1`, [loser]);
    if (left) throw qualityError('crm.merge_reference_unknown', { details: { reference: `${from}.${column}` } });
  }
}

/** Every column with a foreign key to the table, as the database has it. */
export async function foreignKeysTo(scope: Db, table: string): Promise<{ from: string; column: string }[]> {
  return await query(
    scope.em,
    `select c.conrelid::regclass::text as "from", a.attname::text as "column" from pg_constraint c
     join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
     where c.contype = 'f' and c.confrelid = $1::regclass order by 1, 2`,
    [table],
  );
}
