import type { DocumentView, UpdateDocument } from '../../kernel/contracts/knowledge.ts';
import { searchText } from '../../kernel/search-text.ts';
import { inTransaction } from '../../domain/in-transaction.ts';
import { refreshIndex } from '../ingest/refresh-index.job.ts';
import type { WriteScope } from '../knowledge-scope.ts';
import { applyFields, type GivenFields } from './apply-fields.ts';
import { checkFields, teamOfOwner } from './check-fields.ts';
import { getDocument } from './document-view.ts';
import { lockDocument } from './lock-document.ts';
import { recordDocument } from './record-document.ts';

/**
 * Changes what is known about a document beside its text. Who may read it changes at once; the index follows in the
 * background.
 *
 * @throws AppError `knowledge.document_not_found`, `knowledge.not_editable`, `knowledge.stale_version`,
 *   `knowledge.unknown_team`, `knowledge.owner_not_found`, `knowledge.days_reversed`
 */
export async function updateDocument(
  outer: WriteScope,
  input: UpdateDocument & { readonly id: string },
): Promise<DocumentView> {
  await inTransaction(outer, async (scope) => {
    const { id, version, ...given } = input;
    const document = await lockDocument(scope, id, version);
    const fields: GivenFields = given;
    await checkFields(scope, {
      ...fields,
      valid_from: fields.valid_from === undefined ? document.validFrom : fields.valid_from,
      valid_until: fields.valid_until === undefined ? document.validUntil : fields.valid_until,
    });
    const team = fields.owner_id ? await teamOfOwner(scope, fields.owner_id) : undefined;
    const changes = applyFields(document, fields, team);
    if (Object.keys(changes.after).length === 0) return;
    document.searchText = searchText(document.title);
    document.updatedAt = scope.clock.now();
    recordDocument(scope, { id, change: 'updated', ...changes });
    await scope.jobs.enqueue(scope.em, refreshIndex, { document_id: id }, { singletonKey: id });
  });
  return await getDocument(outer, input);
}
