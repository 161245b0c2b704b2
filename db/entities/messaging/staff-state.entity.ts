import { defineEntity, p } from '@mikro-orm/core';
import { STAFF_STATES } from '../../../kernel/contracts/messaging-people.ts';
import { ChannelPerson } from './channel-person.entity.ts';

/** When a colleague in the groups was last active, and what they or somebody said of their state. */
export const StaffState = defineEntity({
  name: 'StaffState',
  tableName: 'staff_state',
  properties: {
    person: () => p.oneToOne(ChannelPerson).mapToPk().primary().deleteRule('cascade'),
    lastActiveAt: p.datetime().nullable(),
    messagesToday: p.integer().default(0),
    activeDay: p.string().length(10).nullable(),
    said: p.enum(STAFF_STATES).nullable(),
    saidUntil: p.datetime().nullable(),
    saidBy: p.uuid().nullable(),
    updatedAt: p.datetime(),
  },
});
