import { defineEntity, p } from '@mikro-orm/core';
import { GAP_SOURCES } from '../../../kernel/contracts/knowledge-quality.ts';
import { AppUser } from '../identity/app-user.entity.ts';
import { KnowledgeAnswer } from './knowledge-answer.entity.ts';
import { KnowledgeGap } from './knowledge-gap.entity.ts';

/** A question without a good answer; the clustering gives it to a gap. */
export const KnowledgeGapQuestion = defineEntity({
  name: 'KnowledgeGapQuestion',
  tableName: 'knowledge_gap_question',
  properties: {
    id: p.uuid().primary(),
    gap: () => p.manyToOne(KnowledgeGap).mapToPk().nullable().deleteRule('cascade').index(),
    question: p.string().length(500),
    source: p.enum(GAP_SOURCES),
    answer: () => p.manyToOne(KnowledgeAnswer).mapToPk().nullable().deleteRule('set null').unique(),
    user: () => p.manyToOne(AppUser).mapToPk().nullable().deleteRule('set null'),
    createdAt: p.datetime().index(),
  },
});
