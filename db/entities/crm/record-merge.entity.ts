import { defineEntity, p } from '@mikro-orm/core';
import { QUALITY_ENTITIES } from '../../../kernel/contracts/data-quality.ts';
import { AppUser } from '../identity/app-user.entity.ts';

/** A field of the survivor that a merge changed. Values are as `to_jsonb` writes the column. */
export interface MergedField {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Two records that became one: the whole row that went (`loser`), what changed on the one that stayed. */
export const RecordMerge = defineEntity({
  name: 'RecordMerge',
  tableName: 'record_merge',
  properties: {
    id: p.uuid().primary(),
    entity: p.enum(QUALITY_ENTITIES),
    survivorId: p.uuid(),
    loserId: p.uuid(),
    survivorName: p.string().length(200),
    loserName: p.string().length(200),
    loser: p.json<Record<string, unknown>>(),
    fields: p.json<MergedField[]>(),
    moved: p.json<{ reference: string; moved: number; dropped: number }[]>(),
    status: p.enum(['done', 'undone']),
    mergedBy: () => p.manyToOne(AppUser).mapToPk().nullable(),
    mergedAt: p.datetime().index(),
    undoneBy: () => p.manyToOne(AppUser).mapToPk().nullable(),
    undoneAt: p.datetime().nullable(),
    undoReport: p.json<string[]>().nullable(),
  },
  indexes: [
    { properties: ['survivorId'], name: 'record_merge_survivor' },
    { properties: ['loserId'], name: 'record_merge_loser' },
  ],
});
