import { defineEntity, p } from '@mikro-orm/core';
import { Product } from './product.entity.ts';
import { SalesOrder } from './sales-order.entity.ts';

/** A line of an order, copied from the deal's lines or given. */
export const SalesOrderLine = defineEntity({
  name: 'SalesOrderLine',
  tableName: 'sales_order_line',
  properties: {
    id: p.uuid().primary(),
    order: () => p.manyToOne(SalesOrder).mapToPk().deleteRule('cascade').index(),
    position: p.integer(),
    product: () => p.manyToOne(Product).mapToPk().nullable().deleteRule('set null').index(),
    name: p.string().length(120),
    quantity: p.decimal('number').precision(14).scale(3),
    unitPrice: p.decimal('number').precision(14).scale(2),
    discount: p.decimal('number').precision(5).scale(2),
    amount: p.decimal('number').precision(16).scale(2),
  },
});
