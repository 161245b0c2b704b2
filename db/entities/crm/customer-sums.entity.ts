import { defineEntity, p } from '@mikro-orm/core';

/**
 * What is counted and summed of each customer, kept by the job that takes their notes off `customer_touched`. Of a customer
 * with a note it may be old: read it through `domain/crm/sums/kept-sums.ts`. Triggers make and remove the row with its customer: it
 * is nothing of its own that a merge would have to take along. Money in yuan.
 */
export const CustomerSums = defineEntity({
  name: 'CustomerSums',
  tableName: 'customer_sums',
  properties: {
    customerId: p.uuid().primary(),
    contacts: p.integer().default(0),
    /** Follow-ups that were done. */
    activities: p.integer().default(0),
    /** Follow-ups that are planned, with or without a day. */
    planned: p.integer().default(0),
    nextFollowUpAt: p.datetime().nullable(),
    openDeals: p.integer().default(0),
    openAmount: p.decimal('number').precision(16).scale(2).default(0),
    wonAmount: p.decimal('number').precision(16).scale(2).default(0),
    contractEndsOn: p.date().nullable(),
  },
});
