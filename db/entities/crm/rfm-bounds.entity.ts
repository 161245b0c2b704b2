import { defineEntity, p } from '@mikro-orm/core';
import type { RfmBounds as Bounds } from '../../../kernel/contracts/profile.ts';

/** The boundaries between fifths of the organisation's buyers as last counted; one row. */
export const RfmBounds = defineEntity({
  name: 'RfmBounds',
  tableName: 'rfm_bounds',
  properties: {
    id: p.smallint().primary().autoincrement(false),
    bounds: p.json<Bounds>(),
    buyers: p.integer(),
    computedAt: p.datetime(),
  },
});
