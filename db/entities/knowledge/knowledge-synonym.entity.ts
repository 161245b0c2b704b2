import { defineEntity, p } from '@mikro-orm/core';

/** Words of the company that stand for each other in a search. */
export const KnowledgeSynonym = defineEntity({
  name: 'KnowledgeSynonym',
  tableName: 'knowledge_synonym',
  properties: {
    id: p.uuid().primary(),
    words: p.array(),
    note: p.string().length(200).nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
});
