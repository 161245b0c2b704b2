import { defineEntity, p } from '@mikro-orm/core';

/** What one model call used. Costs are in yuan. */
export const ModelUsage = defineEntity({
  name: 'ModelUsage',
  tableName: 'model_usage',
  properties: {
    id: p.uuid().primary(),
    at: p.datetime(),
    /** The day in the organisation's zone, for sums. */
    day: p.date(),
    userId: p.uuid().nullable(),
    agent: p.string().length(40),
    endpoint: p.string().length(60),
    model: p.string().length(120),
    promptTokens: p.integer(),
    completionTokens: p.integer(),
    cost: p.decimal('number').precision(14).scale(6),
    estimated: p.boolean(),
    durationMs: p.integer(),
    outcome: p.string().length(40),
  },
  indexes: [{ properties: ['day', 'userId', 'agent'], name: 'model_usage_day' }],
});
