import { query } from '../../../db/query.ts';
import type { QualityEntity } from '../../../kernel/contracts/data-quality.ts';
import type { Scope } from '../../scope.ts';
import type { ImportTarget, JsonRecord } from '../imports/import-target.ts';
import { IMPORT_TARGETS } from '../imports/targets/registry.ts';
import { RECORD_TABLES } from '../quality/record-tables.ts';
import { same } from './merge-fields.ts';

/** What follows from the columns of a record is the same as when it is imported: the text of the search box. */
const TARGETS: Readonly<Record<QualityEntity, ImportTarget>> = {
  customer: IMPORT_TARGETS.customers,
  contact: IMPORT_TARGETS.contacts,
  lead: IMPORT_TARGETS.leads,
};

/** The columns that change with a patch: those that really differ, and what follows from them. */
export function withDerived(entity: QualityEntity, now: JsonRecord, patch: JsonRecord): JsonRecord {
  const after = { ...now, ...patch };
  const whole = { ...patch, ...TARGETS[entity].derive(after, after) };
  return Object.fromEntries(Object.entries(whole).filter(([column, value]) => !same(value, now[column])));
}

export interface PatchRow {
  readonly entity: QualityEntity;
  readonly id: string;
  /** The row as it is, as `to_jsonb` gave it. */
  readonly now: JsonRecord;
  /** Column → value, likewise. */
  readonly patch: JsonRecord;
}

/** Writes columns onto a record and counts its version up. Column names come from the code and the database only. */
export async function patchRow(scope: Pick<Scope, 'em' | 'clock'>, input: PatchRow): Promise<void> {
  const { table } = RECORD_TABLES[input.entity];
  const changes = withDerived(input.entity, input.now, input.patch);
  const sets = Object.keys(changes).map((column) => `"${column}" = p."${column}"`);
  await query(
    scope.em,
    `update ${table} t set ${[...sets, 'updated_at = $3', 'version = t.version + 1'].join(', ')}
     from jsonb_populate_record(null::${table}, $2::jsonb) p where t.id = $1::uuid`,
    [input.id, JSON.stringify(changes), scope.clock.now()],
  );
  await settleColumns(scope, table, input.id, changes);
}

/**
 * Writes the given values once more where a trigger of the table has put its own (since when a record has its owner). The
 * owner's column is left out: it is what such a trigger acts on.
 */
export async function settleColumns(
  scope: Pick<Scope, 'em'>,
  table: string,
  id: string,
  values: JsonRecord,
): Promise<void> {
  const columns = Object.keys(values).filter((column) => !UNTOUCHED.has(column));
  if (columns.length === 0) return;
  const list = (alias: string): string => columns.map((column) => `${alias}."${column}"`).join(', ');
  await query(
    scope.em,
    `update ${table} t set ${columns.map((column) => `"${column}" = p."${column}"`).join(', ')}
     from jsonb_populate_record(null::${table}, $2::jsonb) p
     where t.id = $1::uuid and (${list('t')}) is distinct from (${list('p')})`,
    [id, JSON.stringify(values)],
  );
}

const UNTOUCHED: ReadonlySet<string> = new Set(['id', 'owner_id', 'version', 'updated_at']);
