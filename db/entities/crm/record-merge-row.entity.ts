import { defineEntity, p } from '@mikro-orm/core';
import { RecordMerge } from './record-merge.entity.ts';

/** A row that a merge moved to the survivor (its primary key), or dropped because the survivor had one (the whole row). */
export const RecordMergeRow = defineEntity({
  name: 'RecordMergeRow',
  tableName: 'record_merge_row',
  properties: {
    id: p.bigint('string').primary().autoincrement(),
    merge: () => p.manyToOne(RecordMerge).mapToPk().deleteRule('cascade'),
    reference: p.string().length(120),
    rowKey: p.json<Record<string, unknown>>(),
    dropped: p.json<Record<string, unknown>>().nullable(),
  },
  indexes: [{ properties: ['merge', 'reference'], name: 'record_merge_row_reference' }],
});
