import { defineEntity, p } from '@mikro-orm/core';
import { ImportBatch } from './import-batch.entity.ts';

/** A row of a file that could not be taken, with the reason. */
export const ImportIssue = defineEntity({
  name: 'ImportIssue',
  tableName: 'import_issue',
  properties: {
    id: p.uuid().primary(),
    batch: () => p.manyToOne(ImportBatch).mapToPk().deleteRule('cascade').index(),
    row: p.integer(),
    column: p.string().length(200).nullable(),
    code: p.string().length(60),
    message: p.text(),
    value: p.text().nullable(),
  },
  indexes: [{ properties: ['batch', 'row'], name: 'import_issue_batch_row' }],
});
