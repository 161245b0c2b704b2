import { defineEntity, p } from '@mikro-orm/core';

/** Something we sell; `series` groups products in reports. */
export const Product = defineEntity({
  name: 'Product',
  tableName: 'product',
  properties: {
    id: p.uuid().primary(),
    name: p.string().length(120).unique(),
    series: p.string().length(60).nullable(),
    listPrice: p.decimal('number').precision(14).scale(2).nullable(),
    externalId: p.string().length(120).unique().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
});
