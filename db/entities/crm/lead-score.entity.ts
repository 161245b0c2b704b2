import { defineEntity, p } from '@mikro-orm/core';
import { LEAD_GRADES, type ScoreFactor } from '../../../kernel/contracts/scoring.ts';
import { Lead } from './lead.entity.ts';
import { ScoreModel } from './score-model.entity.ts';

/** The current score of a lead with its factor table; score and grade stand on the lead too, for lists. */
export const LeadScore = defineEntity({
  name: 'LeadScore',
  tableName: 'lead_score',
  properties: {
    lead: () => p.manyToOne(Lead).mapToPk().primary().deleteRule('cascade'),
    model: () => p.manyToOne(ScoreModel).mapToPk(),
    score: p.integer(),
    grade: p.enum(LEAD_GRADES),
    /** Per cent; of a fitted model only. */
    probability: p.double().nullable(),
    factors: p.json<ScoreFactor[]>(),
    /** What the newest line of the history was made from: small fading adds up before a new line is written. */
    recorded: p.json<{ score: number; points: Record<string, number> }>(),
    scoredAt: p.datetime(),
  },
});
