import { defineEntity, p } from '@mikro-orm/core';
import { Opportunity } from './opportunity.entity.ts';
import { Product } from './product.entity.ts';

/** A product of a deal with its price. `amount` is quantity × unit price less the discount, rounded to cents. */
export const OpportunityLine = defineEntity({
  name: 'OpportunityLine',
  tableName: 'opportunity_line',
  properties: {
    id: p.uuid().primary(),
    opportunity: () => p.manyToOne(Opportunity).mapToPk().deleteRule('cascade').index(),
    position: p.integer(),
    product: () => p.manyToOne(Product).mapToPk().nullable().deleteRule('set null').index(),
    name: p.string().length(120),
    quantity: p.decimal('number').precision(14).scale(3),
    unitPrice: p.decimal('number').precision(14).scale(2),
    discount: p.decimal('number').precision(5).scale(2),
    amount: p.decimal('number').precision(16).scale(2),
  },
});
