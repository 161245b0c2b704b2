import { defineEntity, p } from '@mikro-orm/core';
import { BULK_EDIT_STATUSES, BULK_ENTITIES, type BulkChange } from '../../../kernel/contracts/data-quality.ts';
import { AppUser } from '../identity/app-user.entity.ts';

/** One change to many records. `processed` moves in the same transaction as the rows, so a restart goes on. */
export const BulkEdit = defineEntity({
  name: 'BulkEdit',
  tableName: 'bulk_edit',
  properties: {
    id: p.uuid().primary(),
    entity: p.enum(BULK_ENTITIES),
    change: p.json<BulkChange>(),
    selection: p.json<unknown>(),
    status: p.enum(BULK_EDIT_STATUSES),
    total: p.integer(),
    processed: p.integer().default(0),
    changed: p.integer().default(0),
    unchanged: p.integer().default(0),
    skipped: p.integer().default(0),
    undone: p.integer().default(0),
    kept: p.integer().default(0),
    error: p.text().nullable(),
    createdBy: () => p.manyToOne(AppUser).mapToPk(),
    /** Who asked for it to be taken back. */
    undoBy: () => p.manyToOne(AppUser).mapToPk().nullable(),
    createdAt: p.datetime().index(),
    finishedAt: p.datetime().nullable(),
    undoneAt: p.datetime().nullable(),
    version: p.integer().version(),
  },
});
