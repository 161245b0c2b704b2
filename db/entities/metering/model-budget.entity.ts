import { defineEntity, p } from '@mikro-orm/core';

/** A daily ceiling. `scope` is `all`, `user:<id>`, `role:<role>` or `agent:<name>`; an empty limit is not checked. */
export const ModelBudget = defineEntity({
  name: 'ModelBudget',
  tableName: 'model_budget',
  properties: {
    scope: p.string().length(80).primary(),
    dailyTokens: p.integer().nullable(),
    dailyCost: p.decimal('number').precision(14).scale(2).nullable(),
    updatedAt: p.datetime(),
  },
});
