import { defineEntity, p } from '@mikro-orm/core';
import { KnowledgeVersion } from './knowledge-version.entity.ts';

/** The larger piece of a version that gives its passages their context. */
export const KnowledgeSection = defineEntity({
  name: 'KnowledgeSection',
  tableName: 'knowledge_section',
  properties: {
    id: p.uuid().primary(),
    version: () => p.manyToOne(KnowledgeVersion).mapToPk().deleteRule('cascade'),
    position: p.integer(),
    heading: p.text(),
    text: p.text(),
    page: p.integer().nullable(),
  },
  indexes: [{ properties: ['version', 'position'], name: 'knowledge_section_position' }],
});
