import { defineEntity, p } from '@mikro-orm/core';
import { CallRecord } from './call-record.entity.ts';

/** Who is about to be called: a number (`phone:…`) and a lead (`lead:…`) stand here at most once, whatever the tasks. */
export const CallReservation = defineEntity({
  name: 'CallReservation',
  tableName: 'call_reservation',
  properties: {
    key: p.string().length(60).primary(),
    record: () => p.manyToOne(CallRecord).mapToPk().deleteRule('cascade').index(),
  },
});
