import { defineEntity, p } from '@mikro-orm/core';

/**
 * One whole index in PostgreSQL. Readers use the live one; a rebuild fills another and then makes it live. The retired one
 * stays for a while, for processes that are still reading the new one. Changes go to all of them.
 */
export const KnowledgeIndexGeneration = defineEntity({
  name: 'KnowledgeIndexGeneration',
  tableName: 'knowledge_index_generation',
  properties: {
    id: p.integer().primary().autoincrement(),
    status: p.enum(['live', 'building', 'retired']),
    /** Raised by every change, in the order of the commits: what a process has not read yet lies above what it knows. */
    revision: p.integer().default(0),
    /** Traces of removals up to here are gone: a process that knows less reads everything again. */
    floorRevision: p.integer().default(0),
    /** The model of the dense vectors and their length; empty while there are none. */
    model: p.string().length(120).nullable(),
    dimension: p.integer().nullable(),
    createdAt: p.datetime(),
    retiredAt: p.datetime().nullable(),
  },
});
