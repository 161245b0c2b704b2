import { defineEntity, p } from '@mikro-orm/core';
import type { ScoreGroup } from '../../../kernel/contracts/scoring.ts';

/** How leads are scored: one row with the id 1. Whoever changes rules, models or settings locks it first. */
export const ScoreSetting = defineEntity({
  name: 'ScoreSetting',
  tableName: 'score_setting',
  properties: {
    id: p.integer().primary().autoincrement(false),
    basePoints: p.double(),
    thresholds: p.json<{ a: number; b: number; c: number }>(),
    caps: p.json<Record<ScoreGroup, number>>(),
    halfLifeDays: p.double(),
    maturityDays: p.integer(),
    margin: p.double(),
    autoActivate: p.boolean(),
    lastFitAt: p.datetime().nullable(),
    lastFitNote: p.text().nullable(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
});
