import { defineEntity, p } from '@mikro-orm/core';
import { KnowledgeDocument } from './knowledge-document.entity.ts';
import { KnowledgeSection } from './knowledge-section.entity.ts';
import { KnowledgeVersion } from './knowledge-version.entity.ts';

/** The small piece that is searched and cited. `topic` is its question or heading in one form, to find the same topic elsewhere. */
export const KnowledgePassage = defineEntity({
  name: 'KnowledgePassage',
  tableName: 'knowledge_passage',
  properties: {
    id: p.uuid().primary(),
    document: () => p.manyToOne(KnowledgeDocument).mapToPk().deleteRule('cascade').index(),
    version: () => p.manyToOne(KnowledgeVersion).mapToPk().deleteRule('cascade'),
    section: () => p.manyToOne(KnowledgeSection).mapToPk().deleteRule('cascade').index(),
    position: p.integer(),
    heading: p.text(),
    question: p.text().nullable(),
    /** Other wordings of the question, for the search. */
    also: p.array(),
    text: p.text(),
    topic: p.string().length(120).nullable().index(),
    textHash: p.string().length(64),
    page: p.integer().nullable(),
  },
  indexes: [{ properties: ['version', 'position'], name: 'knowledge_passage_position' }],
});
