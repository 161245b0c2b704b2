import { defineEntity, p } from '@mikro-orm/core';
import { DOCUMENT_SOURCES, type DocumentFields } from '../../../kernel/contracts/knowledge.ts';
import { AppUser } from '../identity/app-user.entity.ts';

/** Files that were uploaded together, with the fields all of them get. */
export const KnowledgeBatch = defineEntity({
  name: 'KnowledgeBatch',
  tableName: 'knowledge_batch',
  properties: {
    id: p.uuid().primary(),
    source: p.enum(DOCUMENT_SOURCES),
    collection: p.string().length(120).nullable(),
    fields: p.json<DocumentFields>(),
    createdBy: () => p.manyToOne(AppUser).mapToPk().nullable().deleteRule('set null').index(),
    createdAt: p.datetime().index(),
  },
});
