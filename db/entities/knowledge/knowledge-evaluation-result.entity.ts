import { defineEntity, p } from '@mikro-orm/core';
import { KnowledgeEvaluationRun } from './knowledge-evaluation-run.entity.ts';

/** What a run found for one question; `found` are passage ids, best first. */
export const KnowledgeEvaluationResult = defineEntity({
  name: 'KnowledgeEvaluationResult',
  tableName: 'knowledge_evaluation_result',
  properties: {
    run: () => p.manyToOne(KnowledgeEvaluationRun).mapToPk().primary().deleteRule('cascade').updateRule('cascade'),
    position: p.integer().primary(),
    question: p.string().length(500),
    unanswerable: p.boolean(),
    missing: p.boolean(),
    rank: p.integer().nullable(),
    documentRank: p.integer().nullable(),
    gain: p.double(),
    confidence: p.double(),
    refused: p.boolean(),
    found: p.json<string[]>(),
  },
});
