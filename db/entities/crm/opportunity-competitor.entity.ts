import { defineEntity, p } from '@mikro-orm/core';
import { COMPETITOR_STATUSES } from '../../../kernel/contracts/deals.ts';
import { Opportunity } from './opportunity.entity.ts';

/** Who else wants a deal, and how they stand. */
export const OpportunityCompetitor = defineEntity({
  name: 'OpportunityCompetitor',
  tableName: 'opportunity_competitor',
  properties: {
    id: p.uuid().primary(),
    opportunity: () => p.manyToOne(Opportunity).mapToPk().deleteRule('cascade'),
    name: p.string().length(80),
    status: p.enum(COMPETITOR_STATUSES),
    strength: p.string().length(500).nullable(),
    weakness: p.string().length(500).nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
  uniques: [{ properties: ['opportunity', 'name'], name: 'opportunity_competitor_name' }],
});
