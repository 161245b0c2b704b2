import { queryOne } from '../../db/query.ts';
import { appendAudit } from '../../domain/append-audit.ts';
import { inTransaction } from '../../domain/in-transaction.ts';
import type { Scope } from '../../domain/scope.ts';
import { knowledgeIndexError } from '../index/errors.ts';

/** Removes a group. @throws AppError `knowledge.synonym_not_found` */
export async function deleteSynonym(
  outer: Pick<Scope, 'em' | 'clock' | 'actor' | 'events'>,
  id: string,
): Promise<void> {
  await inTransaction(outer, async (scope) => {
    const row = await queryOne<{ words: string[] }>(
      scope.em,
      'delete from knowledge_synonym where id = $1 returning words',
      [id],
    );
    if (!row) throw knowledgeIndexError('knowledge.synonym_not_found', { details: { id } });
    appendAudit(scope, {
      action: 'synonym.deleted',
      entity: 'knowledge_synonym',
      entityId: id,
      before: { words: row.words },
    });
    scope.events.publish('knowledge.synonyms_changed', { id });
  });
}
