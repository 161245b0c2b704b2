import { defineEntity, p } from '@mikro-orm/core';
import { KnowledgeIndexGeneration } from './knowledge-index-generation.entity.ts';

/**
 * A passage in the index of PostgreSQL. A change of its text adds a row and marks the old one removed, so that processes
 * can follow by reading what is new.
 */
export const KnowledgeIndexPassage = defineEntity({
  name: 'KnowledgeIndexPassage',
  tableName: 'knowledge_index_passage',
  properties: {
    no: p.integer().primary().autoincrement(),
    generation: () => p.manyToOne(KnowledgeIndexGeneration).mapToPk().deleteRule('cascade'),
    revision: p.integer(),
    passageId: p.uuid(),
    documentId: p.uuid(),
    versionId: p.uuid(),
    parentId: p.uuid().nullable(),
    text: p.text(),
    title: p.text(),
    heading: p.text(),
    visibility: p.array(),
    categories: p.array(),
    tags: p.array(),
    validFrom: p.datetime().nullable(),
    validUntil: p.datetime().nullable(),
    /** Term numbers (4 bytes each, little end first), then as many weights (1 byte each, in steps of 0.01). */
    terms: p.blob().lazy(),
    removedAt: p.datetime().nullable(),
  },
  indexes: [
    { properties: ['generation', 'revision'], name: 'knowledge_index_passage_revision' },
    { properties: ['generation', 'passageId'], name: 'knowledge_index_passage_id' },
    { properties: ['generation', 'documentId'], name: 'knowledge_index_passage_document' },
    { properties: ['generation', 'versionId'], name: 'knowledge_index_passage_version' },
    { properties: ['generation', 'removedAt'], name: 'knowledge_index_passage_removed' },
  ],
});
