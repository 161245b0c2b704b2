import { defineEntity, p } from '@mikro-orm/core';
import { SCORE_MODEL_KINDS, SCORE_MODEL_STATUSES, type FitReport } from '../../../kernel/contracts/scoring.ts';

/** A model that can score leads. The rules are number 0 and have no `spec`: they stand in `score_rule`. One is active. */
export const ScoreModel = defineEntity({
  name: 'ScoreModel',
  tableName: 'score_model',
  properties: {
    id: p.uuid().primary(),
    number: p.integer().unique(),
    kind: p.enum(SCORE_MODEL_KINDS),
    status: p.enum(SCORE_MODEL_STATUSES),
    /** Bins and coefficients of a fitted model. */
    spec: p.json<unknown>().nullable(),
    report: p.json<FitReport>().nullable(),
    beatsRules: p.boolean(),
    verdict: p.text(),
    trainedAt: p.datetime().nullable(),
    activatedAt: p.datetime().nullable(),
    retiredAt: p.datetime().nullable(),
    createdAt: p.datetime(),
  },
});
