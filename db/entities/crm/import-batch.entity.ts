import { defineEntity, p } from '@mikro-orm/core';
import { IMPORT_ENCODINGS, IMPORT_KINDS, IMPORT_STATUSES } from '../../../kernel/contracts/imports.ts';
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
    encoding: p.enum(IMPORT_ENCODINGS),
    delimiter: p.string().length(4),
    /** Names of a workbook's sheets, and the one that is brought in; the table of a workbook is kept as compressed CSV. */
    sheets: p.json<string[]>().defaultRaw("'[]'"),
    sheet: p.string().length(100).nullable(),
    tableContent: p.blob().lazy().nullable(),
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
