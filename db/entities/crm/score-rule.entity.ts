import { defineEntity, p } from '@mikro-orm/core';
import type { Condition } from '../../../kernel/contracts/conditions.ts';
import { SCORE_GROUPS } from '../../../kernel/contracts/scoring.ts';

/** A line of the rule table: a lead that meets the condition gets the points, faded by `halfLifeDays` without contact. */
export const ScoreRule = defineEntity({
  name: 'ScoreRule',
  tableName: 'score_rule',
  properties: {
    id: p.uuid().primary(),
    label: p.string().length(60),
    group: p.enum(SCORE_GROUPS).fieldName('rule_group'),
    condition: p.json<Condition>(),
    points: p.double(),
    halfLifeDays: p.double().nullable(),
    active: p.boolean().default(true),
    position: p.integer(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
});
