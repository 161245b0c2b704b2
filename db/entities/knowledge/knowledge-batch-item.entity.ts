import { defineEntity, p } from '@mikro-orm/core';
import { BATCH_ITEM_STATUSES, type FileProblem } from '../../../kernel/contracts/knowledge.ts';
import { KnowledgeBatch } from './knowledge-batch.entity.ts';
import { KnowledgeDocument } from './knowledge-document.entity.ts';
import { KnowledgeVersion } from './knowledge-version.entity.ts';

/** A file of an upload. `content` is kept only until an archive is expanded. */
export const KnowledgeBatchItem = defineEntity({
  name: 'KnowledgeBatchItem',
  tableName: 'knowledge_batch_item',
  properties: {
    id: p.uuid().primary(),
    batch: () => p.manyToOne(KnowledgeBatch).mapToPk().deleteRule('cascade'),
    position: p.integer(),
    path: p.string().length(500),
    status: p.enum(BATCH_ITEM_STATUSES),
    content: p.blob().lazy().nullable(),
    document: () => p.manyToOne(KnowledgeDocument).mapToPk().nullable().deleteRule('set null').index(),
    documentVersion: () => p.manyToOne(KnowledgeVersion).mapToPk().nullable().deleteRule('set null').index(),
    problem: p.json<FileProblem>().nullable(),
  },
  uniques: [{ properties: ['batch', 'position'], name: 'knowledge_batch_item_position' }],
});
