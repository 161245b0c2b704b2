import { defineEntity, p } from '@mikro-orm/core';

/** What the forecast would have said at the end of the month before, and what came. Money in yuan. */
export const ForecastBackTest = defineEntity({
  name: 'ForecastBackTest',
  tableName: 'forecast_back_test',
  properties: {
    /** First day of the month. */
    month: p.date().primary(),
    enough: p.boolean(),
    openDeals: p.integer(),
    expected: p.decimal('number').precision(16).scale(2),
    low: p.decimal('number').precision(16).scale(2),
    high: p.decimal('number').precision(16).scale(2),
    naive: p.decimal('number').precision(16).scale(2).nullable(),
    actual: p.decimal('number').precision(16).scale(2),
    historyMonths: p.integer(),
    madeAt: p.datetime(),
  },
});
