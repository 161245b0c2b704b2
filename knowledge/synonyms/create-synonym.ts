import { KnowledgeSynonym } from '../../db/entities/knowledge/knowledge-synonym.entity.ts';
import { queryOne } from '../../db/query.ts';
import { appendAudit } from '../../domain/append-audit.ts';
import { inTransaction } from '../../domain/in-transaction.ts';
import type { Scope } from '../../domain/scope.ts';
import type { CreateSynonymRequest, SynonymView } from '../../kernel/contracts/knowledge-synonyms.ts';
import { newId } from '../../kernel/ids.ts';
import { knowledgeIndexError } from '../index/errors.ts';
import { cleanWords } from './clean-words.ts';
import { findSynonym } from './find-synonym.ts';

/** What the search reads into memory. */
const MOST_GROUPS = 5000;

/**
 * Adds a group of words that stand for each other; the next search knows it.
 * @throws AppError `knowledge.synonym_too_few`, `knowledge.synonym_limit`
 */
export async function createSynonym(
  outer: Pick<Scope, 'em' | 'clock' | 'actor' | 'events'>,
  input: CreateSynonymRequest,
): Promise<SynonymView> {
  const words = cleanWords(input.words);
  return await inTransaction(outer, async (scope) => {
    const known = await queryOne<{ n: number }>(scope.em, 'select count(*)::int as n from knowledge_synonym');
    if ((known?.n ?? 0) >= MOST_GROUPS)
      throw knowledgeIndexError('knowledge.synonym_limit', { details: { limit: MOST_GROUPS } });
    const now = scope.clock.now();
    const synonym = scope.em.create(KnowledgeSynonym, {
      id: newId(),
      words,
      note: input.note ?? null,
      createdAt: now,
      updatedAt: now,
    });
    appendAudit(scope, {
      action: 'synonym.created',
      entity: 'knowledge_synonym',
      entityId: synonym.id,
      after: { words, note: synonym.note },
    });
    await scope.em.flush();
    scope.events.publish('knowledge.synonyms_changed', { id: synonym.id });
    return await findSynonym(scope, synonym.id);
  });
}
