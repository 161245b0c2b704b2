import { query, queryOne } from '../../db/query.ts';
import { AppError, toAppError } from '../../kernel/errors.ts';
import type { FileProblem, VersionStatus } from '../../kernel/contracts/knowledge.ts';
import { inTransaction } from '../../domain/in-transaction.ts';
import type { KnowledgeEngine } from '../engine.ts';
import { knowledgeError } from '../errors.ts';
import type { WriteScope } from '../knowledge-scope.ts';
import type { FileReader } from '../parse/file-reader.ts';
import { finishVersion } from './finish-version.ts';
import { indexVersion } from './index-version.ts';
import { storePassages } from './store-passages.ts';
import { tellProgress } from './tell-progress.ts';
import { problemOf } from './upload-files.ts';

export interface IngestParts {
  readonly engine: KnowledgeEngine;
  readonly reader: FileReader;
}

export interface IngestVersion {
  readonly version_id: string;
  /** Nothing will try again after this. */
  readonly lastTry?: boolean;
  readonly signal?: AbortSignal;
}

interface VersionRow {
  readonly id: string;
  readonly document_id: string;
  readonly file_name: string;
  readonly status: VersionStatus;
  readonly problem: FileProblem | null;
  readonly passages: number;
}

/**
 * Takes a version from its file to the index: read and cut in a thread, stored in one transaction, indexed in batches with
 * the progress. A second try goes on where the first one stopped. A file that cannot be read ends with its reason; the
 * document's former version goes on being searched.
 *
 * @throws AppError (transient) to be tried again
 */
export async function ingestVersion(scope: WriteScope, parts: IngestParts, input: IngestVersion): Promise<void> {
  const row = await queryOne<VersionRow>(
    scope.em,
    'select id, document_id, file_name, status, problem, passages from knowledge_version where id = $1',
    [input.version_id],
  );
  if (!row || row.status === 'ready' || row.status === 'superseded') return;
  // A person sent a job back that had been given up: only what would fail the same way stays failed.
  if (row.status === 'failed' && row.problem && !PASSING.has(row.problem.code)) return;
  try {
    if (row.status !== 'indexing' || !(await goesOn(scope, row.id))) await readVersion(scope, parts, row);
    await indexVersion(scope, parts.engine, { id: row.id, documentId: row.document_id }, input.signal);
    await finishVersion(scope, row.id);
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.kind === 'transient' && !input.lastTry) throw error;
    await failVersion(
      scope,
      row,
      error.kind === 'bug' ? knowledgeError('knowledge.file_fault', { cause: thrown }) : error,
    );
    // What is no fault of the file goes to the dead letters, where a person sees it.
    if (error.kind !== 'invalid') throw thrown;
  }
}

const PASSING: ReadonlySet<string> = new Set([
  'knowledge.off',
  'knowledge.interrupted',
  'knowledge.index_unavailable',
  'knowledge.embedding_failed',
  'kernel.not_ready',
  'knowledge.file_fault',
]);

/** Whether the passages of a broken try are there to go on with. */
async function goesOn(scope: WriteScope, versionId: string): Promise<boolean> {
  const row = await queryOne<{ whole: boolean }>(
    scope.em,
    `select v.passages > 0 and v.passages = (select count(*) from knowledge_passage p where p.version_id = v.id) as whole
     from knowledge_version v where v.id = $1`,
    [versionId],
  );
  return row?.whole ?? false;
}

async function readVersion(scope: WriteScope, { reader, engine }: IngestParts, row: VersionRow): Promise<void> {
  const [marked] = await query<{ content: Uint8Array }>(
    scope.em,
    `update knowledge_version set status = 'reading', problem = null where id = $1 and status <> 'superseded' returning content`,
    [row.id],
  );
  if (!marked) return;
  tellProgress(scope, { documentId: row.document_id, versionId: row.id, status: 'reading', done: 0, total: 0 });
  const document = await reader.read({ name: row.file_name, bytes: marked.content });
  // A broken try may have left passages in the index that are about to get new ids.
  if (row.passages > 0) await engine.index.deleteByVersion([row.id]);
  await storePassages(scope, row.id, document);
}

async function failVersion(outer: WriteScope, row: VersionRow, error: AppError): Promise<void> {
  await inTransaction(outer, async (scope) => {
    const [failed] = await query(
      scope.em,
      `update knowledge_version set status = 'failed', problem = $2::jsonb, finished_at = $3
       where id = $1 and status in ('waiting', 'reading', 'indexing', 'failed') returning id`,
      [row.id, JSON.stringify(problemOf(error)), scope.clock.now()],
    );
    if (!failed) return;
    await query(
      scope.em,
      `update knowledge_document set status = 'failed', version = version + 1
       where id = $1 and current_version_id is null and latest_version_id = $2`,
      [row.document_id, row.id],
    );
    tellProgress(scope, { documentId: row.document_id, versionId: row.id, status: 'failed', done: 0, total: 0 });
  });
}
