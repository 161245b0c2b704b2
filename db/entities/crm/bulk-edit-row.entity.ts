import { defineEntity, p } from '@mikro-orm/core';
import { BULK_ROW_STATUSES } from '../../../kernel/contracts/data-quality.ts';
import { BulkEdit } from './bulk-edit.entity.ts';

/**
 * One record of a bulk edit: the touched values before and after, and what else moved with it (`effects`: tags, deals
 * and follow-ups that changed hands), so that exactly this can be taken back.
 */
export const BulkEditRowEntity = defineEntity({
  name: 'BulkEditRow',
  tableName: 'bulk_edit_row',
  primaryKeys: ['bulkEdit', 'position'],
  properties: {
    bulkEdit: () => p.manyToOne(BulkEdit).mapToPk().primary().deleteRule('cascade'),
    position: p.integer().primary(),
    entityId: p.uuid(),
    name: p.string().length(200),
    status: p.enum(BULK_ROW_STATUSES),
    reason: p.string().length(40).nullable(),
    before: p.json<Record<string, unknown>>(),
    after: p.json<Record<string, unknown>>(),
    effects: p.json<unknown>().nullable(),
  },
  indexes: [{ properties: ['bulkEdit', 'status', 'position'], name: 'bulk_edit_row_status' }],
});
