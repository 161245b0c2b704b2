import { defineEntity, p } from '@mikro-orm/core';
import { FACT_KEYS, FACT_SOURCES } from '../../../kernel/contracts/stages.ts';
import { Opportunity } from './opportunity.entity.ts';

/** Something we were told about a deal. Facts that stand on the record itself have no row. */
export const OpportunityFact = defineEntity({
  name: 'OpportunityFact',
  tableName: 'opportunity_fact',
  properties: {
    id: p.uuid().primary(),
    opportunity: () => p.manyToOne(Opportunity).mapToPk().deleteRule('cascade'),
    key: p.enum(FACT_KEYS),
    value: p.string().length(500),
    source: p.enum(FACT_SOURCES),
    recordedBy: p.uuid().nullable(),
    recordedAt: p.datetime(),
  },
  uniques: [{ properties: ['opportunity', 'key'], name: 'opportunity_fact_key' }],
});
