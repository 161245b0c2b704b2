import { defineEntity, p } from '@mikro-orm/core';
import { STAGES } from '../../../kernel/contracts/crm.ts';
import type { FactKey } from '../../../kernel/contracts/stages.ts';
import { Opportunity } from './opportunity.entity.ts';

/** One move of an opportunity through the funnel; the first one has no `fromStage`. */
export const StageChange = defineEntity({
  name: 'StageChange',
  tableName: 'stage_change',
  properties: {
    id: p.uuid().primary(),
    opportunity: () => p.manyToOne(Opportunity).mapToPk().deleteRule('cascade').index(),
    fromStage: p.enum(STAGES).nullable(),
    toStage: p.enum(STAGES),
    changedAt: p.datetime().index(),
    actorId: p.uuid().nullable(),
    /** Why, where somebody said so. */
    reason: p.string().length(300).nullable(),
    /** Facts that were missing when it was made, all the same. */
    missingFacts: p.json<FactKey[]>().nullable(),
  },
});
