import { defineEntity, p } from '@mikro-orm/core';

/** A slot of a schedule that has fired: the first process to insert it enqueues the job, the others find it taken. */
export const ScheduleSlot = defineEntity({
  name: 'ScheduleSlot',
  tableName: 'schedule_slot',
  primaryKeys: ['schedule', 'slot'],
  properties: {
    schedule: p.string().length(60).primary(),
    slot: p.datetime().primary(),
    firedAt: p.datetime(),
  },
});
