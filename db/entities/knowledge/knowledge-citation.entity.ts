import { defineEntity, p } from '@mikro-orm/core';
import { KnowledgeAnswer } from './knowledge-answer.entity.ts';
import { KnowledgeDocument } from './knowledge-document.entity.ts';

/** A document's version that an answer cites under a number. */
export const KnowledgeCitation = defineEntity({
  name: 'KnowledgeCitation',
  tableName: 'knowledge_citation',
  properties: {
    answer: () => p.manyToOne(KnowledgeAnswer).mapToPk().primary().deleteRule('cascade').updateRule('cascade'),
    number: p.smallint().primary(),
    document: () => p.manyToOne(KnowledgeDocument).mapToPk().deleteRule('cascade').index(),
    versionId: p.uuid().index(),
    passageId: p.uuid(),
    createdAt: p.datetime(),
  },
});
