import { defineEntity, p } from '@mikro-orm/core';

/** Customers something happened to since their profile was counted, written by triggers and taken off by the job. */
export const CustomerTouched = defineEntity({
  name: 'CustomerTouched',
  tableName: 'customer_touched',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    customerId: p.uuid(),
    /** Whether something was written; not of those that are counted again because time went by. */
    changed: p.boolean().default(true),
  },
});
