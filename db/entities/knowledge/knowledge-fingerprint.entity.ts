import { defineEntity, p } from '@mikro-orm/core';
import { KnowledgeDocument } from './knowledge-document.entity.ts';

/** A band of a document's MinHash: documents that share one are compared as possible near duplicates. */
export const KnowledgeFingerprint = defineEntity({
  name: 'KnowledgeFingerprint',
  tableName: 'knowledge_fingerprint',
  properties: {
    document: () => p.manyToOne(KnowledgeDocument).mapToPk().primary().deleteRule('cascade').updateRule('cascade'),
    band: p.smallint().primary(),
    value: p.bigint('string'),
  },
  indexes: [{ properties: ['band', 'value'], name: 'knowledge_fingerprint_band' }],
});
