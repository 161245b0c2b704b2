import { query } from '../../db/query.ts';
import { inTransaction } from '../../domain/in-transaction.ts';
import type { DocumentView } from '../../kernel/contracts/knowledge.ts';
import type { WriteScope } from '../knowledge-scope.ts';
import { getDocument } from './document-view.ts';
import { lockDocument } from './lock-document.ts';
import { recordDocument } from './record-document.ts';

/**
 * Somebody says that a document is still right: it counts as fresh from now on.
 * @throws AppError `knowledge.document_not_found`, `knowledge.not_editable`
 */
export async function confirmDocument(outer: WriteScope, input: { readonly id: string }): Promise<DocumentView> {
  await inTransaction(outer, async (scope) => {
    const document = await lockDocument(scope, input.id);
    const before = document.confirmedAt ?? null;
    document.confirmedAt = scope.clock.now();
    recordDocument(scope, {
      id: input.id,
      change: 'updated',
      verb: 'confirmed',
      before: { confirmed_at: before },
      after: { confirmed_at: document.confirmedAt },
    });
    await scope.em.flush();
    await query(
      scope.em,
      "delete from knowledge_issue where document_id = $1 and kind = 'unconfirmed' and status = 'open'",
      [input.id],
    );
  });
  return await getDocument(outer, input);
}
