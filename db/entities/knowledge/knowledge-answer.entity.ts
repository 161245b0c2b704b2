import { defineEntity, p } from '@mikro-orm/core';
import { ANSWER_OUTCOMES, ANSWER_WRITERS, FEEDBACK_REASONS } from '../../../kernel/contracts/knowledge.ts';
import { AppUser } from '../identity/app-user.entity.ts';

/** A question that was asked, what it was answered, and what the person said about it. */
export const KnowledgeAnswer = defineEntity({
  name: 'KnowledgeAnswer',
  tableName: 'knowledge_answer',
  properties: {
    id: p.uuid().primary(),
    question: p.string().length(500),
    outcome: p.enum(ANSWER_OUTCOMES),
    writtenBy: p.enum(ANSWER_WRITERS),
    text: p.text(),
    confidence: p.double(),
    dropped: p.integer().default(0),
    user: () => p.manyToOne(AppUser).mapToPk().nullable().deleteRule('cascade'),
    rating: p.enum(['good', 'bad']).nullable(),
    reason: p.enum(FEEDBACK_REASONS).nullable(),
    comment: p.string().length(1000).nullable(),
    ratedAt: p.datetime().nullable(),
    createdAt: p.datetime(),
  },
  indexes: [
    { properties: ['createdAt', 'id'], name: 'knowledge_answer_created' },
    { properties: ['user', 'createdAt'], name: 'knowledge_answer_user' },
  ],
});
