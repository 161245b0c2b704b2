import { inTransaction } from '../../domain/in-transaction.ts';
import { query } from '../../db/query.ts';
import { removeFromIndex } from '../ingest/remove-from-index.job.ts';
import type { WriteScope } from '../knowledge-scope.ts';
import { lockDocument } from './lock-document.ts';
import { recordDocument } from './record-document.ts';

/**
 * Deletes a document with its versions, files and passages. It is found no more from this moment; its rows in the index go
 * in the background.
 *
 * @throws AppError `knowledge.document_not_found`, `knowledge.not_editable`
 */
export async function deleteDocument(outer: WriteScope, input: { readonly id: string }): Promise<void> {
  await inTransaction(outer, async (scope) => {
    const document = await lockDocument(scope, input.id);
    recordDocument(scope, {
      id: input.id,
      change: 'deleted',
      before: { title: document.title, owner_id: document.owner },
    });
    await scope.em.flush();
    await query(scope.em, 'delete from knowledge_document where id = $1', [input.id]);
    await scope.jobs.enqueue(scope.em, removeFromIndex, { document_ids: [input.id], version_ids: [] });
  });
}
