import { defineEntity, p } from '@mikro-orm/core';
import { AppUser } from '../identity/app-user.entity.ts';

/** Questions with what should be found for them. */
export const KnowledgeEvaluationSet = defineEntity({
  name: 'KnowledgeEvaluationSet',
  tableName: 'knowledge_evaluation_set',
  properties: {
    id: p.uuid().primary(),
    name: p.string().length(120),
    description: p.string().length(1000).nullable(),
    createdBy: () => p.manyToOne(AppUser).mapToPk().nullable().deleteRule('set null'),
    createdAt: p.datetime(),
  },
});
