import { KnowledgeBatch } from '../../db/entities/knowledge/knowledge-batch.entity.ts';
import { KnowledgeBatchItem } from '../../db/entities/knowledge/knowledge-batch-item.entity.ts';
import { requirePermission } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/errors.ts';
import type { DocumentFields, DocumentSource, FileProblem, UploadAnswer } from '../../kernel/contracts/knowledge.ts';
import { newId } from '../../kernel/ids.ts';
import { inTransaction } from '../../domain/in-transaction.ts';
import { checkFields, teamOfOwner } from '../documents/check-fields.ts';
import { knowledgeError } from '../errors.ts';
import type { WriteScope } from '../knowledge-scope.ts';
import { detectFormat } from '../parse/detect-format.ts';
import { LIMITS } from '../parse/limits.ts';
import { acceptFile, type AcceptedFile } from './accept-file.ts';
import { getBatch } from './batch-view.ts';
import { expandArchive } from './expand-archive.job.ts';

export interface UploadedFile {
  /** Path inside the folder it came from, or its name. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface UploadFiles {
  readonly files: readonly UploadedFile[];
  readonly source: DocumentSource;
  /** Name of the folder or library: files of the same path in it replace each other. `null` adds new documents. */
  readonly collection: string | null;
  readonly fields: DocumentFields;
  readonly note?: string | undefined;
}

/**
 * Takes files in. Each becomes a document or a new version in a transaction of its own; one that cannot be taken is told
 * with its reason and the others go on. Reading and indexing follow in the background.
 *
 * @throws AppError `access.not_permitted`, `knowledge.no_file`, `knowledge.too_many_files`, and what `checkFields` says
 */
export async function uploadFiles(outer: WriteScope, input: UploadFiles): Promise<UploadAnswer> {
  requirePermission(outer.actor, 'knowledge.write');
  if (input.files.length === 0) throw knowledgeError('knowledge.no_file');
  if (input.files.length > LIMITS.files)
    throw knowledgeError('knowledge.too_many_files', { details: { most: LIMITS.files } });
  await checkFields(outer, input.fields);
  if (input.fields.owner_id) await teamOfOwner(outer, input.fields.owner_id);
  const id = newId();
  await inTransaction(outer, async (scope) => {
    scope.em.create(KnowledgeBatch, {
      id,
      source: input.source,
      collection: input.collection,
      fields: input.fields,
      createdBy: scope.actor.kind === 'system' ? null : scope.actor.userId,
      createdAt: scope.clock.now(),
    });
    await scope.em.flush();
  });
  for (const [index, file] of input.files.entries()) await takeFile(outer, { ...input, batchId: id }, file, index + 1);
  return await getBatch(outer, { id });
}

export interface TakeFile extends Omit<UploadFiles, 'files'> {
  readonly batchId: string;
}

/** Takes one file of a batch and notes what became of it, in one transaction. */
export async function takeFile(
  outer: WriteScope,
  input: TakeFile,
  file: UploadedFile,
  position: number,
): Promise<void> {
  const path = cleanPath(file.path);
  const kind = await kindOf(path, file.bytes);
  await inTransaction(outer, async (scope) => {
    const item = { id: newId(), batch: input.batchId, position, path: path.slice(-500) };
    if (kind instanceof AppError) {
      scope.em.create(KnowledgeBatchItem, { ...item, status: 'failed', problem: problemOf(kind) });
    } else if (kind === 'zip') {
      scope.em.create(KnowledgeBatchItem, { ...item, status: 'waiting', content: Buffer.from(file.bytes) });
      await scope.jobs.enqueue(scope.em, expandArchive, { item_id: item.id });
    } else {
      const taken = await accept(scope, input, path, file.bytes);
      await scope.em.flush();
      scope.em.create(KnowledgeBatchItem, {
        ...item,
        status: taken.status,
        document: taken.documentId,
        documentVersion: taken.versionId,
      });
    }
    await scope.em.flush();
  });
  outer.em.clear();
}

async function accept(scope: WriteScope, input: TakeFile, path: string, bytes: Uint8Array): Promise<AcceptedFile> {
  const owner = scope.actor.kind === 'system' ? 'system' : scope.actor.userId;
  const key = input.collection === null ? null : `${input.source}/${owner}:${input.collection}/${path}`.slice(0, 500);
  return await acceptFile(scope, {
    name: path.split('/').at(-1) ?? path,
    bytes,
    source: input.source,
    sourceKey: key,
    fields: input.fields,
    note: input.note,
  });
}

/** What the bytes are, or why they cannot be taken: cheap checks only, the rest is found when the file is read. */
async function kindOf(path: string, bytes: Uint8Array): Promise<string | AppError> {
  try {
    const { kind } = await detectFormat(path, bytes);
    const most = kind === 'zip' ? LIMITS.archive : LIMITS.file;
    if (bytes.length > most) throw knowledgeError('knowledge.file_too_large', { details: { most: most / 1_048_576 } });
    return kind;
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.kind === 'invalid') return thrown;
    throw thrown;
  }
}

export function problemOf(error: AppError): FileProblem {
  return { code: error.code, message: error.sentence('zh') };
}

function cleanPath(path: string): string {
  const parts = path.normalize('NFC').replaceAll('\\', '/').split('/');
  return parts.filter((part) => part !== '' && part !== '.' && part !== '..').join('/') || '未命名';
}
