import { requirePermission } from '../../kernel/actor.ts';
import type { DocumentView, WriteDocument } from '../../kernel/contracts/knowledge.ts';
import { inTransaction } from '../../domain/in-transaction.ts';
import { acceptFile } from '../ingest/accept-file.ts';
import type { WriteScope } from '../knowledge-scope.ts';
import { checkFields, teamOfOwner } from './check-fields.ts';
import { getDocument } from './document-view.ts';

/**
 * Keeps a text that was written here as a document. It is found as soon as the background has indexed it.
 *
 * @throws AppError `access.not_permitted`, `knowledge.unknown_team`, `knowledge.owner_not_found`, `knowledge.days_reversed`
 */
export async function writeDocument(outer: WriteScope, input: WriteDocument): Promise<DocumentView> {
  requirePermission(outer.actor, 'knowledge.write');
  const { text, note, ...fields } = input;
  await checkFields(outer, fields);
  if (fields.owner_id) await teamOfOwner(outer, fields.owner_id);
  const id = await inTransaction(outer, async (scope) => {
    const { documentId } = await acceptFile(scope, {
      name: `${fields.title.replaceAll(/[\\/:*?"<>|]/g, ' ').slice(0, 80)}.md`,
      bytes: Buffer.from(text, 'utf8'),
      source: 'written',
      sourceKey: null,
      // A text that begins with dashes is no front matter here: what it says of itself does not count.
      fields: { category: null, tags: [], visibility: ['all'], valid_from: null, valid_until: null, ...fields },
      note,
    });
    await scope.em.flush();
    return documentId;
  });
  return await getDocument(outer, { id });
}
