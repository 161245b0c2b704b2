import { defineEntity, p } from '@mikro-orm/core';
import { WARNING_KINDS } from '../../../kernel/contracts/crm.ts';
import { Opportunity } from './opportunity.entity.ts';

/**
 * A deal needs attention. One row for each cause; it is resolved when the cause is gone. A deal has at most one open warning of
 * a kind (partial index in the migration).
 */
export const DealWarning = defineEntity({
  name: 'DealWarning',
  tableName: 'deal_warning',
  properties: {
    id: p.uuid().primary(),
    opportunity: () => p.manyToOne(Opportunity).mapToPk().deleteRule('cascade'),
    kind: p.enum(WARNING_KINDS),
    /** What makes it this warning and no other: the moment nothing moved since, how often it was put off, the day that passed. */
    cause: p.string().length(80),
    /** The figure of the sentence: days without movement, times put off, days past. */
    figure: p.integer(),
    raisedAt: p.datetime(),
    resolvedAt: p.datetime().nullable(),
  },
  indexes: [
    { properties: ['opportunity', 'kind'], name: 'deal_warning_deal' },
    { properties: ['resolvedAt', 'raisedAt', 'id'], name: 'deal_warning_open' },
  ],
});
