import { defineEntity, p } from '@mikro-orm/core';
import { Opportunity } from './opportunity.entity.ts';

/**
 * What a deal was said to be worth and to close on, and since when. Written by a trigger on `opportunity`, so that no writer
 * (form, tool, import, bulk edit) can forget it. The forecast reads from it what was known on a past day.
 */
export const DealValueChange = defineEntity({
  name: 'DealValueChange',
  tableName: 'deal_value_change',
  properties: {
    id: p.bigint('string').primary().autoincrement(),
    opportunity: () => p.manyToOne(Opportunity).mapToPk().deleteRule('cascade'),
    field: p.enum(['amount', 'expected_close']),
    oldValue: p.string().length(20).nullable(),
    newValue: p.string().length(20).nullable(),
    changedAt: p.datetime(),
  },
  indexes: [{ properties: ['opportunity', 'field', 'id'], name: 'deal_value_change_deal' }],
});
