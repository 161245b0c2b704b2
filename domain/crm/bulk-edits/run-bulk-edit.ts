import { Params, query, queryOne } from '../../../db/query.ts';
import type { BulkChange, BulkEntity } from '../../../kernel/contracts/data-quality.ts';
import { toAppError } from '../../../kernel/errors.ts';
import { inTransaction } from '../../in-transaction.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { WriteScope } from '../crm-scope.ts';
import { qualityError } from '../quality/errors.ts';
import { resolveOwner } from '../resolve-owner.ts';
import { applyChange, type RowEffects } from './apply-change.ts';
import { exclusionSql } from './bulk-exclusions.ts';
import { checkedChange } from './bulk-fields.ts';
import { BULK_TABLES } from './bulk-tables.ts';
import { logRows } from './log-rows.ts';
import { sameState, stateSql } from './row-state.ts';
import { takeBack } from './take-back.ts';

const BATCH = 500;

export interface RunBulkEdit {
  readonly bulk_edit_id: string;
  /** Stops between two batches; the rest goes on with the next try. */
  readonly signal?: AbortSignal;
}

interface Edit {
  readonly id: string;
  readonly entity: BulkEntity;
  readonly change: BulkChange;
  readonly status: string;
  readonly total: number;
}

interface Row {
  readonly position: number;
  readonly entity_id: string;
  readonly name: string;
  readonly before: Record<string, unknown>;
  readonly after: Record<string, unknown>;
  readonly effects: RowEffects | null;
}

/** Who a bulk edit acts as: who started it, or who takes it back; undefined when there is nothing to do. */
export async function bulkEditorOf(scope: Pick<WriteScope, 'em'>, id: string): Promise<string | undefined> {
  const row = await queryOne<{ id: string }>(
    scope.em,
    `select case when status = 'undoing' then coalesce(undo_by_id, created_by_id) else created_by_id end as id from bulk_edit
     where id = $1 and status in ('running', 'undoing')`,
    [id],
  );
  return row?.id;
}

/**
 * Carries a started bulk edit out, or takes it back: 500 records a transaction together with the progress, so that a crash
 * loses nothing and does nothing twice. A record that somebody changed since it was shown is left alone and listed. Ends
 * quietly when it was cancelled or another worker has taken over.
 *
 * @throws AppError `crm.bulk_edit_interrupted` (transient) to be tried again
 */
export async function runBulkEdit(scope: WriteScope, input: RunBulkEdit): Promise<void> {
  try {
    for (;;) {
      if (input.signal?.aborted) throw qualityError('crm.bulk_edit_interrupted');
      const goesOn = await inTransaction(scope, async (tx) => await runBatch(tx, input.bulk_edit_id));
      scope.em.clear();
      if (!goesOn) return;
    }
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.kind === 'transient') throw qualityError('crm.bulk_edit_interrupted', { cause: thrown });
    await failBulkEdit(scope, input.bulk_edit_id, error.sentence('zh'));
    throw thrown;
  }
}

/** Ends a bulk edit as failed; what was changed stays and can be taken back, the rest can be started again. */
export async function failBulkEdit(scope: Pick<WriteScope, 'em' | 'clock'>, id: string, error: string): Promise<void> {
  await query(
    scope.em,
    `update bulk_edit set status = 'failed', error = $2, finished_at = $3, version = version + 1 where id = $1 and status in ('running', 'undoing')`,
    [id, error, scope.clock.now()],
  );
}

async function runBatch(scope: WriteScope, id: string): Promise<boolean> {
  const edit = await queryOne<Edit>(
    scope.em,
    'select id, entity, change, status, total from bulk_edit where id = $1 for update',
    [id],
  );
  if (edit?.status !== 'running' && edit?.status !== 'undoing') return false;
  const undo = edit.status === 'undoing';
  const rows = await query<Row>(
    scope.em,
    `select position, entity_id, name, before, after, effects from bulk_edit_row
     where bulk_edit_id = $1 and status = $2 order by position limit ${BATCH}`,
    [id, undo ? 'changed' : 'waiting'],
  );
  if (rows.length === 0) return await endBulkEdit(scope, edit, undo);
  const fits = undo ? await undoRows(scope, edit, rows) : await changeRows(scope, edit, rows);
  await countUp(scope, edit, fits, rows.length - fits);
  return true;
}

/** Changes what is still as it was shown; answers how many. */
async function changeRows(scope: WriteScope, edit: Edit, rows: readonly Row[]): Promise<number> {
  const ownership = edit.change.owner_id === undefined ? undefined : await resolveOwner(scope, edit.change.owner_id);
  // A custom field or a choice may have been archived since the preview.
  await checkedChange(scope, edit.entity, edit.change);
  const now = await lockedStates(scope, edit, rows, true);
  const fits = rows.filter((row) => stillIs(now.get(row.entity_id), row.before));
  const effects = await applyChange(
    scope,
    edit.entity,
    edit.change,
    fits.map((row) => row.entity_id),
    ownership,
  );
  await logRows(scope, { ...edit, undo: false }, fits);
  const done = new Set(fits.map((row) => row.position));
  await settleRows(
    scope,
    edit.id,
    rows.map((row) => {
      if (done.has(row.position))
        return { position: row.position, status: 'changed', reason: null, effects: effects.get(row.entity_id) ?? {} };
      const found = now.get(row.entity_id);
      const reason = found ? (found.excluded ?? 'changed_meanwhile') : 'gone';
      return { position: row.position, status: 'skipped', reason, effects: null };
    }),
  );
  return fits.length;
}

/** Takes back what is still as the edit left it; answers how many. */
async function undoRows(scope: WriteScope, edit: Edit, rows: readonly Row[]): Promise<number> {
  // Whose the records are now does not matter: one takes back what one did, also what was given to another team.
  const now = await lockedStates(scope, edit, rows, false);
  const fits = rows.filter((row) => stillIs(now.get(row.entity_id), row.after));
  await takeBack(scope, edit.entity, edit.change, fits);
  await logRows(
    scope,
    { ...edit, undo: true },
    fits.map((row) => ({ ...row, before: row.after, after: row.before })),
  );
  const done = new Set(fits.map((row) => row.position));
  await settleRows(
    scope,
    edit.id,
    rows.map((row) => {
      if (done.has(row.position))
        return { position: row.position, status: 'undone', reason: null, effects: row.effects };
      const found = now.get(row.entity_id);
      const reason = found ? (found.excluded ?? 'changed_since') : 'gone';
      return { position: row.position, status: 'kept', reason, effects: row.effects };
    }),
  );
  return fits.length;
}

/** What a record is like now, and why it may not be touched, if so. */
interface FoundState {
  readonly state: Record<string, unknown>;
  readonly excluded: string | null;
}

function stillIs(found: FoundState | undefined, expected: Readonly<Record<string, unknown>>): boolean {
  return found !== undefined && found.excluded === null && sameState(found.state, expected);
}

/** What the touched columns are now, of the records that are still there (and visible, when asked), locked. */
async function lockedStates(
  scope: WriteScope,
  edit: Edit,
  rows: readonly Row[],
  visibleOnly: boolean,
): Promise<Map<string, FoundState>> {
  const table = BULK_TABLES[edit.entity];
  const ids = rows.map((row) => row.entity_id);
  await query(scope.em, `select id from ${table.table} where id = any($1::uuid[]) order by id for update`, [ids]);
  const params = new Params();
  const wanted = params.add(ids);
  const state = stateSql(edit.change, params);
  const visible = visibleOnly ? visibleRows(scope.actor, table.owned, params) : 'true';
  const found = await query<FoundState & { readonly id: string }>(
    scope.em,
    `select r.id, ${state} as state, ${exclusionSql(edit.entity, edit.change)} as excluded from ${table.from} where r.id = any(${wanted}::uuid[]) and ${visible}`,
    params.values,
  );
  return new Map(found.map((row) => [row.id, row]));
}

interface Settled {
  readonly position: number;
  readonly status: string;
  readonly reason: string | null;
  readonly effects: RowEffects | null;
}

async function settleRows(scope: WriteScope, id: string, settled: readonly Settled[]): Promise<void> {
  await query(
    scope.em,
    `update bulk_edit_row r set status = n.status, reason = n.reason, effects = n.effects
     from jsonb_to_recordset($2::jsonb) as n(position int, status text, reason text, effects jsonb)
     where r.bulk_edit_id = $1 and r.position = n.position`,
    [id, JSON.stringify(settled)],
  );
}

/** Counts a batch into the edit: `fits` rows were changed or taken back, `others` were left alone. */
async function countUp(scope: WriteScope, edit: Edit, fits: number, others: number): Promise<void> {
  const undo = edit.status === 'undoing';
  const [done, left] = undo ? ['undone', 'kept'] : ['changed', 'skipped'];
  const row = await queryOne<{ processed: number; undone: number; kept: number }>(
    scope.em,
    `update bulk_edit set ${done} = ${done} + $2, ${left} = ${left} + $3, processed = processed + $4, version = version + 1
     where id = $1 returning processed, undone, kept`,
    [edit.id, fits, others, undo ? 0 : fits + others],
  );
  const processed = row ? (undo ? row.undone + row.kept : row.processed) : 0;
  const { id, total, status } = edit;
  scope.events.publish('crm.bulk_edit_progress', { id, processed, total, status });
}

async function endBulkEdit(scope: WriteScope, edit: Edit, undo: boolean): Promise<false> {
  const status = undo ? 'undone' : 'done';
  await query(
    scope.em,
    `update bulk_edit set status = $2, version = version + 1, finished_at = case when $2 = 'done' then $3::timestamptz else finished_at end,
       undone_at = case when $2 = 'undone' then $3::timestamptz else undone_at end where id = $1`,
    [edit.id, status, scope.clock.now()],
  );
  scope.events.publish('crm.bulk_edit_progress', { id: edit.id, processed: edit.total, total: edit.total, status });
  return false;
}
