import { defineEntity, p } from '@mikro-orm/core';
import { KnowledgeEvaluationSet } from './knowledge-evaluation-set.entity.ts';

/** A question of a set. The document is named by id, or by path or title and then looked up at each run. */
export const KnowledgeEvaluationQuestion = defineEntity({
  name: 'KnowledgeEvaluationQuestion',
  tableName: 'knowledge_evaluation_question',
  properties: {
    id: p.uuid().primary(),
    set: () => p.manyToOne(KnowledgeEvaluationSet).mapToPk().deleteRule('cascade'),
    position: p.integer(),
    question: p.string().length(500),
    documentId: p.uuid().nullable(),
    document: p.string().length(400).nullable(),
    anchor: p.string().length(300).nullable(),
    unanswerable: p.boolean(),
  },
  uniques: [{ properties: ['set', 'position'], name: 'knowledge_evaluation_question_position' }],
});
