import { createHash } from 'node:crypto';
import type { DocumentView } from '../../kernel/contracts/knowledge.ts';
import { inTransaction } from '../../domain/in-transaction.ts';
import { knowledgeError } from '../errors.ts';
import { addVersion } from '../ingest/accept-file.ts';
import type { WriteScope } from '../knowledge-scope.ts';
import { detectFormat } from '../parse/detect-format.ts';
import { LIMITS } from '../parse/limits.ts';
import { getDocument } from './document-view.ts';
import { lockDocument } from './lock-document.ts';
import { readVersionFile } from './version-view.ts';

export interface ReplaceDocument {
  readonly id: string;
  readonly fileName: string;
  readonly content: Uint8Array;
  /** Why: shown in the document's log of improvements. */
  readonly note?: string | undefined;
}

/**
 * Gives a document a new file. The former version answers until the new one is read and indexed.
 *
 * @throws AppError `knowledge.document_not_found`, `knowledge.not_editable`, `knowledge.file_*` for a file that is of no
 *   known kind
 */
export async function replaceDocument(outer: WriteScope, input: ReplaceDocument): Promise<DocumentView> {
  if (input.content.length > LIMITS.file)
    throw knowledgeError('knowledge.file_too_large', { details: { most: LIMITS.file / 1_048_576 } });
  const { kind } = await detectFormat(input.fileName, input.content);
  if (kind === 'zip') throw knowledgeError('knowledge.file_unsupported', { details: { what: '用压缩包替换一篇资料' } });
  await inTransaction(outer, async (scope) => {
    const document = await lockDocument(scope, input.id);
    await addVersion(scope, input.id, {
      name: input.fileName,
      bytes: input.content,
      contentHash: createHash('sha256').update(input.content).digest('hex'),
      source: document.source,
      sourceKey: document.sourceKey ?? null,
      fields: {},
      note: input.note,
    });
  });
  return await getDocument(outer, input);
}

/**
 * Reads a version's file again: the newest one after this service has learnt to read better, or an older one to bring it
 * back. It becomes a new version.
 *
 * @throws AppError `knowledge.document_not_found`, `knowledge.version_not_found`, `knowledge.not_editable`
 */
export async function rereadDocument(
  scope: WriteScope,
  input: { readonly id: string; readonly number?: number | undefined },
): Promise<DocumentView> {
  const { latest } = await getDocument(scope, input);
  const number = input.number ?? latest.number;
  const { fileName, content } = await readVersionFile(scope, { id: input.id, number });
  const note = input.number === undefined ? '重新处理' : `恢复第 ${number} 版`;
  return await replaceDocument(scope, { id: input.id, fileName, content, note });
}
