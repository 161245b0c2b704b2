import { defineEntity, p } from '@mikro-orm/core';
import { DISTURB_SOURCES } from '../../../kernel/contracts/messaging.ts';
import { ChannelPerson } from './channel-person.entity.ts';

/** Somebody who does not want to be written to. Lifted entries stay as history. */
export const DoNotDisturb = defineEntity({
  name: 'DoNotDisturb',
  tableName: 'do_not_disturb',
  properties: {
    id: p.uuid().primary(),
    person: () => p.manyToOne(ChannelPerson).mapToPk().deleteRule('cascade'),
    source: p.enum(DISTURB_SOURCES),
    reason: p.string().length(300),
    messageId: p.uuid().nullable(),
    notedBy: p.uuid().nullable(),
    since: p.datetime(),
    until: p.datetime().nullable(),
    liftedAt: p.datetime().nullable(),
    liftedBy: p.uuid().nullable(),
  },
  indexes: [{ properties: ['person', 'since'], name: 'do_not_disturb_person' }],
});
