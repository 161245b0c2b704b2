import { defineEntity, p } from '@mikro-orm/core';

/** What history says on a day about the chances of open deals; made once a day and read by every forecast of that day. */
export const ForecastFit = defineEntity({
  name: 'ForecastFit',
  tableName: 'forecast_fit',
  properties: {
    day: p.date().primary(),
    fit: p.json<unknown>(),
    madeAt: p.datetime(),
  },
});
