import { defineEntity, p } from '@mikro-orm/core';
import { DOCUMENT_FORMATS, VERSION_STATUSES, type FileProblem } from '../../../kernel/contracts/knowledge.ts';
import { AppUser } from '../identity/app-user.entity.ts';
import { KnowledgeDocument } from './knowledge-document.entity.ts';

/** One state of a document with the file it came from. `indexed` moves on as passages reach the index. */
export const KnowledgeVersion = defineEntity({
  name: 'KnowledgeVersion',
  tableName: 'knowledge_version',
  properties: {
    id: p.uuid().primary(),
    document: () => p.manyToOne(KnowledgeDocument).mapToPk().deleteRule('cascade'),
    number: p.integer(),
    fileName: p.string().length(255),
    format: p.enum(DOCUMENT_FORMATS).nullable(),
    size: p.integer(),
    content: p.blob().lazy(),
    contentHash: p.string().length(64).index(),
    textHash: p.string().length(64).nullable(),
    /** MinHash of its shingles, for near duplicates. */
    signature: p.json<number[]>().nullable(),
    status: p.enum(VERSION_STATUSES),
    passages: p.integer().default(0),
    indexed: p.integer().default(0),
    characters: p.integer().default(0),
    problem: p.json<FileProblem>().nullable(),
    warnings: p.json<string[]>(),
    /** Names of the fields a person gave: what the file says about itself does not change them. */
    given: p.json<string[]>(),
    note: p.string().length(500).nullable(),
    changes: p.json<{ added: number; removed: number; kept: number }>().nullable(),
    createdBy: () => p.manyToOne(AppUser).mapToPk().nullable().deleteRule('set null'),
    createdAt: p.datetime(),
    finishedAt: p.datetime().nullable(),
  },
  indexes: [{ properties: ['status', 'createdAt'], name: 'knowledge_version_status' }],
  uniques: [{ properties: ['document', 'number'], name: 'knowledge_version_number' }],
});
