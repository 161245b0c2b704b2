import { defineEntity, p } from '@mikro-orm/core';
import { GAP_STATUSES } from '../../../kernel/contracts/knowledge-quality.ts';
import { KnowledgeDocument } from './knowledge-document.entity.ts';

/** An article that is missing: questions nobody could answer and that want the same thing. */
export const KnowledgeGap = defineEntity({
  name: 'KnowledgeGap',
  tableName: 'knowledge_gap',
  properties: {
    id: p.uuid().primary(),
    title: p.string().length(200),
    status: p.enum(GAP_STATUSES),
    words: p.array(),
    document: () => p.manyToOne(KnowledgeDocument).mapToPk().nullable().deleteRule('set null'),
    firstAskedAt: p.datetime(),
    lastAskedAt: p.datetime(),
    version: p.integer().version(),
  },
  indexes: [{ properties: ['status', 'lastAskedAt'], name: 'knowledge_gap_status' }],
});
