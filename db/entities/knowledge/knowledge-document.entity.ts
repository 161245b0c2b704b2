import { defineEntity, p } from '@mikro-orm/core';
import { DOCUMENT_SOURCES, DOCUMENT_STATUSES } from '../../../kernel/contracts/knowledge.ts';
import { AppUser } from '../identity/app-user.entity.ts';
import { Team } from '../identity/team.entity.ts';

/**
 * A document people are answered from. Only the passages of `currentVersion` are searched. `visibility` holds access keys
 * (kernel/contracts/knowledge.ts); `sourceKey` names the file it was imported from, so that importing again replaces it.
 */
export const KnowledgeDocument = defineEntity({
  name: 'KnowledgeDocument',
  tableName: 'knowledge_document',
  properties: {
    id: p.uuid().primary(),
    title: p.string().length(200),
    category: p.string().length(60).nullable().index(),
    tags: p.array(),
    visibility: p.array(),
    validFrom: p.date().nullable(),
    validUntil: p.date().nullable().index(),
    source: p.enum(DOCUMENT_SOURCES),
    sourceKey: p.string().length(500).nullable(),
    status: p.enum(DOCUMENT_STATUSES),
    currentVersionId: p.uuid().nullable(),
    latestVersionId: p.uuid(),
    versionCount: p.integer().default(1),
    passages: p.integer().default(0),
    /** Of the whole text that is searched: two documents with the same one are copies. */
    textHash: p.string().length(64).nullable().index(),
    owner: () => p.manyToOne(AppUser).mapToPk().nullable(),
    team: () => p.manyToOne(Team).mapToPk().nullable(),
    searchText: p.text(),
    confirmedAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
  indexes: [
    { properties: ['updatedAt', 'id'], name: 'knowledge_document_updated' },
    { properties: ['owner', 'sourceKey'], name: 'knowledge_document_source' },
  ],
});
