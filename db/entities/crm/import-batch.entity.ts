import { defineEntity, p } from '@mikro-orm/core';
import { IMPORT_KINDS, IMPORT_STATUSES } from '../../../kernel/contracts/imports.ts';
import { AppUser } from '../identity/app-user.entity.ts';

/** A file on its way into the store. `processed` moves in the same transaction as the rows, so a restart goes on. */
export const ImportBatch = defineEntity({
  name: 'ImportBatch',
  tableName: 'import_batch',
  properties: {
    id: p.uuid().primary(),
    kind: p.enum(IMPORT_KINDS),
    fileName: p.string().length(255),
    content: p.blob().lazy(),
    encoding: p.enum(['utf-8', 'utf-8-bom', 'gb18030']),
    delimiter: p.string().length(4),
    status: p.enum(IMPORT_STATUSES),
    columns: p.json<string[]>(),
    mapping: p.json<Record<string, string>>(),
    values: p.json<Record<string, Record<string, string>>>(),
    total: p.integer(),
    processed: p.integer().default(0),
    created: p.integer().default(0),
    updated: p.integer().default(0),
    unchanged: p.integer().default(0),
    failed: p.integer().default(0),
    error: p.text().nullable(),
    createdBy: () => p.manyToOne(AppUser).mapToPk(),
    createdAt: p.datetime().index(),
    finishedAt: p.datetime().nullable(),
    version: p.integer().version(),
  },
});
