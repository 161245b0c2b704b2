import { defineEntity, p } from '@mikro-orm/core';

/** A group of figures the organisation sets: warnings, forecast, reminders. A missing row means the defaults. */
export const DealSetting = defineEntity({
  name: 'DealSetting',
  tableName: 'deal_setting',
  properties: {
    key: p.string().length(40).primary(),
    value: p.json<Record<string, unknown>>(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
});
