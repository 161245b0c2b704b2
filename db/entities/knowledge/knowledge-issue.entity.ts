import { defineEntity, p } from '@mikro-orm/core';
import { ISSUE_KINDS } from '../../../kernel/contracts/knowledge-quality.ts';
import { KnowledgeDocument } from './knowledge-document.entity.ts';

/** Something about a document that somebody should look at. `key` names the finding, so that dismissing it lasts. */
export const KnowledgeIssue = defineEntity({
  name: 'KnowledgeIssue',
  tableName: 'knowledge_issue',
  properties: {
    id: p.uuid().primary(),
    key: p.string().length(200).unique(),
    kind: p.enum(ISSUE_KINDS),
    document: () => p.manyToOne(KnowledgeDocument).mapToPk().deleteRule('cascade').index(),
    otherDocument: () => p.manyToOne(KnowledgeDocument).mapToPk().nullable().deleteRule('cascade').index(),
    detail: p.text(),
    quotes: p.json<string[]>(),
    status: p.enum(['open', 'dismissed']),
    foundAt: p.datetime(),
  },
  indexes: [{ properties: ['status', 'kind'], name: 'knowledge_issue_status' }],
});
