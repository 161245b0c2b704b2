import { query, queryOne } from '../../../db/query.ts';
import { AppError, toAppError } from '../../../kernel/errors.ts';
import type { ImportView } from '../../../kernel/contracts/imports.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { WriteScope } from '../crm-scope.ts';
import { DuplicateRows } from './duplicate-rows.ts';
import { importError } from './errors.ts';
import { planImport, type ImportPlan } from './import-plan.ts';
import { importSpecs } from './import-specs.ts';
import { IMPORT_COLUMNS, importView } from './import-view.ts';
import { parseRow, type ParsedRow } from './parse-row.ts';
import { readStoredFile } from './stored-file.ts';
import { ReferenceBook } from './reference-book.ts';
import { refreshStatistics } from './refresh-statistics.ts';
import { storeBatch, type ImportRun } from './store-batch.ts';

const BATCH = 300;

export interface RunImport {
  readonly import_id: string;
  /** Stops between two batches; the import then goes on with the next try. */
  readonly signal?: AbortSignal;
}

/** Who started an import, so that its job acts as that person; undefined when the import is gone. */
export async function importerOf(scope: Pick<WriteScope, 'em'>, importId: string): Promise<string | undefined> {
  const row = await queryOne<{ id: string }>(scope.em, 'select created_by_id as id from import_batch where id = $1', [
    importId,
  ]);
  return row?.id;
}

/**
 * Carries a started import out as the person who started it. Rows are written 300 at a time with the progress in the same
 * transaction, so a crash loses nothing and repeats nothing. Ends quietly when the import was cancelled or another
 * worker has taken over.
 *
 * @throws AppError `crm.import_interrupted` (transient) to be tried again
 */
export async function runImport(scope: WriteScope, input: RunImport): Promise<void> {
  const row = await queryOne<Omit<ImportView, 'fields'>>(
    scope.em,
    `select ${IMPORT_COLUMNS} from import_batch b where b.id = $1 and b.status = 'running'`,
    [input.import_id],
  );
  if (!row) return;
  const specs = await importSpecs(scope, row.kind);
  const view = importView(row, specs);
  try {
    await writeRows(scope, view, planImport({ ...view, specs }), input.signal);
  } catch (thrown) {
    if (isPassing(thrown)) throw importError('crm.import_interrupted', { cause: thrown });
    await endImport(scope, view, 'failed', toAppError(thrown).sentence('zh'));
    throw thrown;
  }
}

async function writeRows(
  scope: WriteScope,
  view: ImportView,
  plan: ImportPlan,
  signal: AbortSignal | undefined,
): Promise<void> {
  const table = await readStoredFile(scope, view.id);
  const duplicates = new DuplicateRows(view.kind);
  const run: ImportRun = { id: view.id, plan, book: new ReferenceBook(), total: view.total };
  let done = view.processed;
  let batch: ParsedRow[] = [];
  const store = async (): Promise<boolean> => {
    if (signal?.aborted) throw importError('crm.import_interrupted');
    const goesOn = await storeBatch(scope, run, done, batch);
    done += batch.length;
    batch = [];
    scope.em.clear();
    return goesOn;
  };
  for await (const raw of table.rows()) {
    const row = duplicates.mark(parseRow(plan, raw));
    if (raw.row <= view.processed) continue;
    batch.push(row);
    if (batch.length === BATCH && !(await store())) return;
  }
  if (batch.length > 0 && !(await store())) return;
  await refreshStatistics(scope, view);
  await endImport(scope, view, 'done', null);
}

async function endImport(
  scope: WriteScope,
  view: ImportView,
  status: 'done' | 'failed',
  error: string | null,
): Promise<void> {
  await inTransaction(scope, async (tx) => {
    const row = await queryOne<{ processed: number }>(
      tx.em,
      `update import_batch set status = $2, error = $3, finished_at = $4, version = version + 1
       where id = $1 and status = 'running' returning processed`,
      [view.id, status, error, tx.clock.now()],
    );
    if (row)
      tx.events.publish('crm.import_progress', { id: view.id, processed: row.processed, total: view.total, status });
  });
}

/** Marks a job's import as failed from outside: the person who started it may no longer act. */
export async function failImport(
  scope: Pick<WriteScope, 'em' | 'clock'>,
  importId: string,
  error: string,
): Promise<void> {
  await query(
    scope.em,
    `update import_batch set status = 'failed', error = $2, finished_at = $3, version = version + 1 where id = $1 and status = 'running'`,
    [importId, error, scope.clock.now()],
  );
}

/** Lets a failed import go on where it stopped. A job of it that runs again means that a person wants that. */
export async function reopenImport(scope: Pick<WriteScope, 'em' | 'clock'>, importId: string): Promise<void> {
  await query(
    scope.em,
    `update import_batch set status = 'running', error = null, finished_at = null, version = version + 1 where id = $1 and status = 'failed'`,
    [importId],
  );
}

/** Codes of PostgreSQL and the network that pass by themselves: shutdown, lost connection, deadlock, serialisation. */
const PASSING = /^(57P0\d|08\w{3}|40001|40P01|53\d{3}|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;

function isPassing(thrown: unknown): boolean {
  if (thrown instanceof AppError) return thrown.kind === 'transient';
  const code: unknown = thrown instanceof Error ? Reflect.get(thrown, 'code') : undefined;
  if (typeof code === 'string' && PASSING.test(code)) return true;
  return thrown instanceof Error && /connection (terminated|closed)/i.test(thrown.message);
}
