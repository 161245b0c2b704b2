import { Params, query } from '../../../db/query.ts';
import { newId } from '../../../kernel/ids.ts';
import type { WriteScope } from '../crm-scope.ts';
import { readFields, type CustomFieldRow } from '../custom-fields/read-fields.ts';
import { TIMELINE_KINDS } from '../timeline-kinds.ts';
import { customColumns, customIssue, sameCustom } from './batch-custom.ts';
import { textsOf, textOf, type ImportTarget, type JsonRecord, type Written } from './import-target.ts';
import type { ResolvedRow } from './resolve-row.ts';
import { rowIssue, type RowIssue } from './row-issue.ts';

/** What became of the rows of a batch. */
export interface BatchResult {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly issues: readonly RowIssue[];
}

interface Candidate {
  readonly row: ResolvedRow;
  readonly columns: Record<string, unknown>;
}

interface Stored {
  readonly record: JsonRecord;
  readonly visible: boolean;
}

/** What every row of a batch is decided by. */
interface Batch {
  readonly scope: WriteScope;
  readonly target: ImportTarget;
  /** The custom fields in use, held until the batch is written. */
  readonly fields: readonly CustomFieldRow[];
  readonly find: (columns: JsonRecord) => Stored | undefined;
}

/**
 * Writes rows of one kind set by set: one statement reads what is stored, one inserts, one updates, whatever the number
 * of rows. A row that changes nothing is not written. Rows with issues are passed over. Needs the caller's transaction.
 */
export async function writeBatch(
  scope: WriteScope,
  target: ImportTarget,
  rows: readonly ResolvedRow[],
): Promise<BatchResult> {
  const issues: RowIssue[] = [];
  const fields = target.custom ? await readFields(scope, target.custom, { held: true }) : [];
  const candidates = rows.flatMap((row): Candidate[] => {
    if (row.issues.length > 0) return [];
    const columns = target.toColumns(row);
    const wrong = target.check?.(row, columns) ?? customIssue(fields, row.row, columns);
    if (wrong) issues.push(wrong);
    return wrong ? [] : [{ row, columns }];
  });
  if (candidates.length === 0) return { created: 0, updated: 0, unchanged: 0, issues };
  const find = await readStored(scope, target, candidates);
  const plan = sortOut({ scope, target, fields, find }, candidates, issues);
  await insert(scope, target, plan.inserts);
  await update(scope, target, plan.updates);
  const written = [...plan.inserts, ...plan.updates];
  await addTimeline(scope, target, written);
  if (written.length > 0) await target.afterWrite?.(scope, written);
  return { created: plan.inserts.length, updated: plan.updates.length, unchanged: plan.unchanged, issues };
}

/** Decides for every row whether it is new, changes a record, or says what is stored already. */
function sortOut(
  batch: Batch,
  candidates: readonly Candidate[],
  issues: RowIssue[],
): { inserts: Written[]; updates: Written[]; unchanged: number } {
  const inserts: Written[] = [];
  const updates: Written[] = [];
  const taken = new Map<unknown, number>();
  let unchanged = 0;
  for (const { row, columns } of candidates) {
    const stored = batch.find(columns);
    if (!stored) {
      inserts.push({ before: null, after: newRecord(batch, row, columns) });
      continue;
    }
    const first = taken.get(stored.record.id);
    if (!stored.visible) issues.push(rowIssue(row.row, 'not_yours', { value: textOf(columns, 'external_id') }));
    else if (first !== undefined) issues.push(rowIssue(row.row, 'duplicate_row', { details: { first } }));
    else {
      taken.set(stored.record.id, row.row);
      const after = changedRecord(batch, columns, stored.record);
      if (after) updates.push({ before: stored.record, after });
      else unchanged += 1;
    }
  }
  return { inserts, updates, unchanged };
}

function newRecord({ scope, target, fields }: Batch, row: ResolvedRow, columns: JsonRecord): JsonRecord {
  const now = scope.clock.now().toISOString();
  const created = row.values.created_at ?? now;
  const record = {
    ...target.defaults(columns, scope),
    ...columns,
    id: newId(),
    created_at: created,
    updated_at: now,
    version: 1,
  };
  return { ...record, ...target.derive(record, null), ...customColumns(target, fields, columns, record, null) };
}

/** The record with the row's columns, or undefined when nothing would change. */
function changedRecord(
  { scope, target, fields }: Batch,
  columns: JsonRecord,
  before: JsonRecord,
): JsonRecord | undefined {
  const merged = {
    ...before,
    ...columns,
    updated_at: scope.clock.now().toISOString(),
    version: Number(before.version) + 1,
  };
  const custom = customColumns(target, fields, columns, merged, before);
  const after: JsonRecord = { ...merged, ...target.derive(merged, before), ...custom };
  return target.columns.some((column) => !sameValue(column, before[column], after[column])) ? after : undefined;
}

function sameValue(column: string, left: unknown, right: unknown): boolean {
  if (column === 'custom') return sameCustom(left, right);
  const a = left ?? null;
  const b = right ?? null;
  if (column.endsWith('_at') && typeof a === 'string' && typeof b === 'string')
    return new Date(a).getTime() === new Date(b).getTime();
  return a === b;
}

/** Reads and locks what is stored of the rows; answers how to find a row's record: by external id, else by its key. */
async function readStored(
  scope: WriteScope,
  target: ImportTarget,
  candidates: readonly Candidate[],
): Promise<(columns: JsonRecord) => Stored | undefined> {
  const records = candidates.map(({ columns }) => columns);
  const params = new Params();
  const external = `t.external_id = any(${params.add(textsOf(records, 'external_id'))}::text[])`;
  const rows = await query<Stored>(
    scope.em,
    `select to_jsonb(t) as record, (${target.visible(scope.actor, params)}) as visible from ${target.table} t
     where ${external} or (${target.stored(records, params)}) order by t.id for update of t`,
    params.values,
  );
  const byExternal = new Map<string, Stored>();
  const byKey = new Map<string, Stored>();
  for (const row of rows) {
    const id = textOf(row.record, 'external_id');
    if (id !== '') byExternal.set(id, row);
    // What another person's record is called decides nothing, except where names are unique for all.
    if (row.visible) for (const key of target.keysOf(row.record)) if (!byKey.has(key)) byKey.set(key, row);
  }
  return (columns) => {
    const id = textOf(columns, 'external_id');
    const named = byExternal.get(id);
    if (named) return named;
    const found = byKey.get(target.keysOf(columns)[0] ?? '');
    const isOther =
      id !== '' && found !== undefined && textOf(found.record, 'external_id') !== '' && target.table !== 'product';
    return isOther ? undefined : found;
  };
}

async function insert(scope: WriteScope, target: ImportTarget, written: readonly Written[]): Promise<void> {
  if (written.length === 0) return;
  const columns = ['id', ...target.columns, 'created_at', 'updated_at', 'version'].join(', ');
  await query(
    scope.em,
    `insert into ${target.table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${target.table}, $1::jsonb)`,
    [JSON.stringify(written.map(({ after }) => after))],
  );
}

async function update(scope: WriteScope, target: ImportTarget, written: readonly Written[]): Promise<void> {
  if (written.length === 0) return;
  const columns = [...target.columns, 'updated_at', 'version'].map((column) => `${column} = s.${column}`).join(', ');
  await query(
    scope.em,
    `update ${target.table} t set ${columns} from jsonb_populate_recordset(null::${target.table}, $1::jsonb) s where t.id = s.id`,
    [JSON.stringify(written.map(({ after }) => after))],
  );
}

async function addTimeline(scope: WriteScope, target: ImportTarget, written: readonly Written[]): Promise<void> {
  const now = scope.clock.now().toISOString();
  const lines = written.flatMap((one) => {
    const sketch = target.timeline?.(one);
    if (!sketch) return [];
    return [
      {
        id: newId(),
        customer_id: sketch.customerId,
        at: sketch.at ?? now,
        kind: sketch.kind,
        title: `${TIMELINE_KINDS[sketch.kind]}：${sketch.about}`.slice(0, 300),
        body: null,
        actor_id: scope.actor.userId,
        agent: scope.actor.agent ?? null,
        entity: target.entity,
        entity_id: one.after.id,
      },
    ];
  });
  if (lines.length === 0) return;
  await query(
    scope.em,
    'insert into timeline_entry select * from jsonb_populate_recordset(null::timeline_entry, $1::jsonb)',
    [JSON.stringify(lines)],
  );
}
