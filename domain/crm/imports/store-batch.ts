import { query, queryOne } from '../../../db/query.ts';
import { newId } from '../../../kernel/ids.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { WriteScope } from '../crm-scope.ts';
import type { ImportPlan } from './import-plan.ts';
import type { ParsedRow } from './parse-row.ts';
import type { ReferenceBook } from './reference-book.ts';
import { resolveRows, type ResolvedRow } from './resolve-row.ts';
import { rowIssue, type RowIssue } from './row-issue.ts';
import { IMPORT_TARGETS } from './targets/registry.ts';
import { writeBatch, type BatchResult } from './write-batch.ts';
import { writeUsers } from './write-users.ts';

/** An import while it runs. */
export interface ImportRun {
  readonly id: string;
  readonly plan: ImportPlan;
  readonly book: ReferenceBook;
  readonly total: number;
}

/**
 * Writes a batch and moves the progress in one transaction. When the database refuses the batch because of a value, its
 * halves are tried apart, down to the one row that is at fault.
 *
 * @param done rows that were finished before this batch
 * @returns false when the import was cancelled or somebody else has moved it on
 */
export async function storeBatch(
  scope: WriteScope,
  run: ImportRun,
  done: number,
  rows: readonly ParsedRow[],
): Promise<boolean> {
  try {
    return await inTransaction(scope, async (tx) => await storeTogether(tx, run, done, rows));
  } catch (thrown) {
    if (!isRefusedValue(thrown)) throw thrown;
    const [first] = rows;
    if (rows.length === 1 && first) {
      return await storeBatch(scope, run, done, [{ ...first, issues: [rowIssue(first.row, 'write_refused')] }]);
    }
    const half = Math.ceil(rows.length / 2);
    const goesOn = await storeBatch(scope, run, done, rows.slice(0, half));
    return goesOn && (await storeBatch(scope, run, done + half, rows.slice(half)));
  }
}

async function storeTogether(
  scope: WriteScope,
  run: ImportRun,
  done: number,
  rows: readonly ParsedRow[],
): Promise<boolean> {
  const state = await queryOne<{ status: string; processed: number }>(
    scope.em,
    'select status, processed from import_batch where id = $1 for update',
    [run.id],
  );
  if (state?.status !== 'running' || state.processed !== done) return false;
  const resolved = await resolveRows(scope, run.plan, run.book, rows);
  const result = await write(scope, run.plan, resolved);
  const issues = [...resolved.flatMap((row) => row.issues), ...result.issues];
  const failed = new Set(issues.map((issue) => issue.row)).size;
  await addIssues(scope, run.id, issues);
  if (result.created + result.updated > 0) {
    const { created, updated, unchanged } = result;
    const after = { rows: [rows[0]?.row, rows.at(-1)?.row], created, updated, unchanged, failed };
    appendAudit(scope, { action: `${run.plan.kind}.imported`, entity: 'import', entityId: run.id, after });
  }
  const processed = done + rows.length;
  await query(
    scope.em,
    `update import_batch set processed = $2, created = created + $3, updated = updated + $4, unchanged = unchanged + $5,
       failed = failed + $6, version = version + 1 where id = $1`,
    [run.id, processed, result.created, result.updated, result.unchanged, failed],
  );
  await scope.em.flush();
  scope.events.publish('crm.import_progress', { id: run.id, processed, total: run.total, status: 'running' });
  return true;
}

async function write(scope: WriteScope, plan: ImportPlan, rows: readonly ResolvedRow[]): Promise<BatchResult> {
  return plan.kind === 'users'
    ? await writeUsers(scope, rows)
    : await writeBatch(scope, IMPORT_TARGETS[plan.kind], rows);
}

async function addIssues(scope: WriteScope, batchId: string, issues: readonly RowIssue[]): Promise<void> {
  if (issues.length === 0) return;
  const rows = issues.map((issue) => ({ id: newId(), batch_id: batchId, ...issue }));
  await query(
    scope.em,
    'insert into import_issue select * from jsonb_populate_recordset(null::import_issue, $1::jsonb)',
    [JSON.stringify(rows)],
  );
}

/** Class 22 (a value out of its range) and 23 (uniqueness, missing reference) of PostgreSQL's error codes. */
function isRefusedValue(thrown: unknown): boolean {
  const code: unknown = thrown instanceof Error ? Reflect.get(thrown, 'code') : undefined;
  return typeof code === 'string' && /^2[23]/.test(code);
}
