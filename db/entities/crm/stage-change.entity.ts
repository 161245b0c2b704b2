import { defineEntity, p } from '@mikro-orm/core';
import { STAGES } from '../../../kernel/contracts/crm.ts';
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
  },
});
