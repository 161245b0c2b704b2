import { defineEntity, p } from '@mikro-orm/core';

/** Whether the monitor shall look after tasks (spec 003); one row. */
export const CallMonitor = defineEntity({
  name: 'CallMonitor',
  tableName: 'call_monitor',
  properties: {
    id: p.string().length(10).primary(),
    isRunning: p.boolean(),
    changedBy: p.uuid().nullable(),
    changedAt: p.datetime().nullable(),
    lastCheckAt: p.datetime().nullable(),
    lastFound: p.integer().nullable(),
  },
});
