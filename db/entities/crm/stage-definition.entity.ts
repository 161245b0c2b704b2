import { defineEntity, p } from '@mikro-orm/core';
import { STAGES } from '../../../kernel/contracts/crm.ts';
import { FACT_ENFORCEMENTS, type FactKey } from '../../../kernel/contracts/stages.ts';

/** What the organisation means by a stage of the funnel. One row for each of the six stages, made by the migration. */
export const StageDefinition = defineEntity({
  name: 'StageDefinition',
  tableName: 'stage_definition',
  properties: {
    stage: p.enum(STAGES).primary(),
    probability: p.integer(),
    requiredFacts: p.json<FactKey[]>(),
    enforcement: p.enum(FACT_ENFORCEMENTS),
    stalledDays: p.integer().nullable(),
    active: p.boolean().default(true),
    guidance: p.string().length(500).nullable(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
});
