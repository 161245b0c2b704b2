import { defineEntity, p } from '@mikro-orm/core';
import type { EvaluationFigures } from '../../../kernel/contracts/knowledge-quality.ts';
import { AppUser } from '../identity/app-user.entity.ts';
import { KnowledgeEvaluationSet } from './knowledge-evaluation-set.entity.ts';

/** One measurement of a set. Results are written in batches with the progress, so a restart goes on. */
export const KnowledgeEvaluationRun = defineEntity({
  name: 'KnowledgeEvaluationRun',
  tableName: 'knowledge_evaluation_run',
  properties: {
    id: p.uuid().primary(),
    set: () => p.manyToOne(KnowledgeEvaluationSet).mapToPk().deleteRule('cascade').index(),
    status: p.enum(['running', 'done', 'failed']),
    total: p.integer(),
    processed: p.integer().default(0),
    missing: p.integer().default(0),
    figures: p.json<EvaluationFigures>().nullable(),
    error: p.text().nullable(),
    createdBy: () => p.manyToOne(AppUser).mapToPk().nullable().deleteRule('set null'),
    createdAt: p.datetime(),
    finishedAt: p.datetime().nullable(),
  },
});
