import { KnowledgeBatchItem } from '../../db/entities/knowledge/knowledge-batch-item.entity.ts';
import { query, queryOne } from '../../db/query.ts';
import { AppError, toAppError } from '../../kernel/errors.ts';
import type { DocumentFields, DocumentSource } from '../../kernel/contracts/knowledge.ts';
import { newId } from '../../kernel/ids.ts';
import { knowledgeError } from '../errors.ts';
import type { WriteScope } from '../knowledge-scope.ts';
import { LIMITS } from '../parse/limits.ts';
import { readArchive, type ArchiveEntry } from '../parse/read-archive.ts';
import { problemOf, takeFile, type TakeFile } from './upload-files.ts';

interface ItemRow {
  readonly batch_id: string;
  readonly position: number;
  readonly path: string;
  readonly content: Uint8Array | null;
  readonly source: DocumentSource;
  readonly collection: string | null;
  readonly fields: DocumentFields;
}

/** What systems put into archives for themselves. */
const OF_THE_SYSTEM = /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\.[^./])/i;

/** Places of an archive's files lie behind those of the files uploaded beside it. */
const PLACES = 10_000;

/** Who uploaded the archive, so that its job acts as that person. */
export async function uploaderOf(
  scope: Pick<WriteScope, 'em'>,
  itemId: string,
): Promise<{ userId: string | null } | undefined> {
  const row = await queryOne<{ id: string | null }>(
    scope.em,
    `select b.created_by_id as id from knowledge_batch_item i join knowledge_batch b on b.id = i.batch_id
     where i.id = $1 and i.status = 'waiting'`,
    [itemId],
  );
  return row && { userId: row.id };
}

/**
 * Takes the files out of an uploaded archive. Each is noted together with its document, so a second try goes on behind
 * the last one. The archive itself is forgotten at the end.
 */
export async function expandBatchItem(
  scope: WriteScope,
  input: { readonly item_id: string; readonly signal?: AbortSignal },
): Promise<void> {
  const row = await queryOne<ItemRow>(
    scope.em,
    `select i.batch_id, i.position, i.path, i.content, b.source, b.collection, b.fields
     from knowledge_batch_item i join knowledge_batch b on b.id = i.batch_id where i.id = $1 and i.status = 'waiting'`,
    [input.item_id],
  );
  if (!row?.content) return;
  try {
    const entries = readArchive(row.content).filter((entry) => !OF_THE_SYSTEM.test(entry.path));
    if (entries.length === 0) throw knowledgeError('knowledge.file_empty');
    await takeEntries(scope, row, entries, input.signal);
    await endItem(scope, input.item_id, 'expanded', null);
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.kind !== 'invalid') throw thrown;
    await endItem(scope, input.item_id, 'failed', error);
  }
}

async function takeEntries(
  scope: WriteScope,
  row: ItemRow,
  entries: readonly ArchiveEntry[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const done = await query<{ path: string }>(
    scope.em,
    'select path from knowledge_batch_item where batch_id = $1 and position > $2 and path like $3',
    [row.batch_id, row.position, `${row.path.replaceAll(/[\\%_]/g, '\\$&')}/%`],
  );
  const taken = new Set(done.map(({ path }) => path));
  const batch: TakeFile = { ...row, batchId: row.batch_id };
  for (const [index, entry] of entries.entries()) {
    if (signal?.aborted) throw knowledgeError('knowledge.interrupted');
    const path = `${row.path}/${entry.path}`.slice(-500);
    if (taken.has(path)) continue;
    const position = row.position * PLACES + index + 1;
    try {
      const bytes = readEntry(entry);
      await takeFile(scope, batch, { path, bytes }, position);
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.kind !== 'invalid') throw thrown;
      await noteFailure(scope, row.batch_id, position, path, error);
      // Once the archive has outgrown its budget, what follows cannot be read either.
      if (error.code === 'knowledge.file_bomb') throw error;
    }
  }
}

function readEntry(entry: ArchiveEntry): Uint8Array {
  if (entry.path.split('/').includes('..') || entry.path.startsWith('/') || /^[a-z]:/i.test(entry.path))
    throw knowledgeError('knowledge.file_unsafe_path');
  const bytes = entry.read();
  if (bytes.length > LIMITS.file)
    throw knowledgeError('knowledge.file_too_large', { details: { most: LIMITS.file / 1_048_576 } });
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && /\.zip$/i.test(entry.path))
    throw knowledgeError('knowledge.file_unsupported', { details: { what: '压缩包里的压缩包' } });
  return bytes;
}

async function noteFailure(
  scope: WriteScope,
  batch: string,
  position: number,
  path: string,
  error: AppError,
): Promise<void> {
  scope.em.create(KnowledgeBatchItem, {
    id: newId(),
    batch,
    position,
    path,
    status: 'failed',
    problem: problemOf(error),
  });
  await scope.em.flush();
  scope.em.clear();
}

async function endItem(
  scope: WriteScope,
  id: string,
  status: 'expanded' | 'failed',
  error: AppError | null,
): Promise<void> {
  await query(
    scope.em,
    "update knowledge_batch_item set status = $2, content = null, problem = $3::jsonb where id = $1 and status = 'waiting'",
    [id, status, error ? JSON.stringify(problemOf(error)) : null],
  );
}
