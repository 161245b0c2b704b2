import { defineEntity, p } from '@mikro-orm/core';
import { LEAD_GRADES, SCORE_EVENTS } from '../../../kernel/contracts/scoring.ts';
import { Lead } from './lead.entity.ts';
import { ScoreModel } from './score-model.entity.ts';

/** A step of a lead's score: what happened, from where to where, and the factors that moved most. */
export const LeadScoreChange = defineEntity({
  name: 'LeadScoreChange',
  tableName: 'lead_score_change',
  properties: {
    id: p.uuid().primary(),
    lead: () => p.manyToOne(Lead).mapToPk().deleteRule('cascade'),
    model: () => p.manyToOne(ScoreModel).mapToPk(),
    event: p.enum(SCORE_EVENTS),
    fromScore: p.integer().nullable(),
    toScore: p.integer(),
    fromGrade: p.enum(LEAD_GRADES).nullable(),
    toGrade: p.enum(LEAD_GRADES),
    moved: p.json<{ label: string; from: number; to: number }[]>(),
    at: p.datetime(),
  },
  indexes: [{ properties: ['lead', 'at', 'id'], name: 'lead_score_change_lead_at' }],
});
