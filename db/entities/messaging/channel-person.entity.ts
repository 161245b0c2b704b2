import { defineEntity, p } from '@mikro-orm/core';
import { CHANNELS } from '../../../kernel/contracts/messaging.ts';
import { Contact } from '../crm/contact.entity.ts';
import { AppUser } from '../identity/app-user.entity.ts';

/**
 * Somebody as a channel names them. Where the name is all there is (`stable` false) it holds only within `place`: two
 * groups may each have a 王磊. `contact` says who it is in the CRM, `user` which colleague.
 */
export const ChannelPerson = defineEntity({
  name: 'ChannelPerson',
  tableName: 'channel_person',
  properties: {
    id: p.uuid().primary(),
    channel: p.enum(CHANNELS),
    /** Empty for an id that holds everywhere, else the conversation's id. */
    place: p.string().length(36),
    externalId: p.string().length(200),
    name: p.string().length(200),
    stable: p.boolean(),
    contact: () => p.manyToOne(Contact).mapToPk().nullable().deleteRule('set null').index(),
    user: () => p.manyToOne(AppUser).mapToPk().nullable().deleteRule('set null').index(),
    linkedBy: p.enum(['hand', 'rule']).nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
  uniques: [{ properties: ['channel', 'place', 'externalId'], name: 'channel_person_external_unique' }],
});
