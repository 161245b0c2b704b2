import { defineEntity, p } from '@mikro-orm/core';
import { Segment } from './segment.entity.ts';

/** How many records a segment had at the end of a day, whoever owns them. */
export const SegmentCount = defineEntity({
  name: 'SegmentCount',
  tableName: 'segment_count',
  primaryKeys: ['segment', 'day'],
  properties: {
    segment: () => p.manyToOne(Segment).mapToPk().primary().deleteRule('cascade'),
    day: p.date().primary(),
    count: p.integer(),
  },
});
