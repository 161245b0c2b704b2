import { LockMode } from '@mikro-orm/core';
import { KnowledgeSynonym } from '../../db/entities/knowledge/knowledge-synonym.entity.ts';
import { appendAudit } from '../../domain/append-audit.ts';
import { inTransaction } from '../../domain/in-transaction.ts';
import type { Scope } from '../../domain/scope.ts';
import type { SynonymView, UpdateSynonymRequest } from '../../kernel/contracts/knowledge-synonyms.ts';
import { knowledgeIndexError } from '../index/errors.ts';
import { cleanWords } from './clean-words.ts';
import { findSynonym } from './find-synonym.ts';

/**
 * Puts other words into a group.
 * @throws AppError `knowledge.synonym_not_found`, `knowledge.synonym_stale`, `knowledge.synonym_too_few`
 */
export async function updateSynonym(
  outer: Pick<Scope, 'em' | 'clock' | 'actor' | 'events'>,
  id: string,
  input: UpdateSynonymRequest,
): Promise<SynonymView> {
  const words = cleanWords(input.words);
  return await inTransaction(outer, async (scope) => {
    const synonym = await scope.em.findOne(KnowledgeSynonym, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!synonym) throw knowledgeIndexError('knowledge.synonym_not_found', { details: { id } });
    if (synonym.version !== input.version)
      throw knowledgeIndexError('knowledge.synonym_stale', { details: { current_version: synonym.version } });
    const before = { words: synonym.words, note: synonym.note };
    synonym.words = words;
    if (input.note !== undefined) synonym.note = input.note;
    synonym.updatedAt = scope.clock.now();
    appendAudit(scope, {
      action: 'synonym.updated',
      entity: 'knowledge_synonym',
      entityId: id,
      before,
      after: { words, note: synonym.note },
    });
    await scope.em.flush();
    scope.events.publish('knowledge.synonyms_changed', { id });
    return await findSynonym(scope, id);
  });
}
