import { defineEntity, p } from '@mikro-orm/core';

/** A text's dense vector by model and content, so that nothing is paid for twice. */
export const KnowledgeEmbedding = defineEntity({
  name: 'KnowledgeEmbedding',
  tableName: 'knowledge_embedding',
  properties: {
    /** SHA-256 over model and text, hexadecimal. */
    hash: p.string().length(64).primary(),
    model: p.string().length(120),
    /** 32-bit floats, little end first. */
    vector: p.blob(),
    usedAt: p.datetime(),
  },
  indexes: [{ properties: ['usedAt'], name: 'knowledge_embedding_used' }],
});
