import { defineEntity, p } from '@mikro-orm/core';
import { CHANNELS, CONVERSATION_KINDS } from '../../../kernel/contracts/messaging.ts';
import { Customer } from '../crm/customer.entity.ts';
import { ChannelAccount } from './channel-account.entity.ts';
import { ChannelPerson } from './channel-person.entity.ts';

/**
 * Where messages come from and go to: a group, seen by one or several accounts, or one person seen by one account.
 * `silentUntil`: a colleague is speaking, robots keep still.
 */
export const ChannelConversation = defineEntity({
  name: 'ChannelConversation',
  tableName: 'channel_conversation',
  properties: {
    id: p.uuid().primary(),
    channel: p.enum(CHANNELS),
    kind: p.enum(CONVERSATION_KINDS),
    /** Empty for a group, else the account's id: the same person writes to two accounts in two conversations. */
    place: p.string().length(36),
    externalId: p.string().length(200),
    name: p.string().length(200),
    remark: p.string().length(200).nullable(),
    stable: p.boolean(),
    internal: p.boolean().nullable(),
    account: () => p.manyToOne(ChannelAccount).mapToPk().nullable().deleteRule('cascade').index(),
    person: () => p.manyToOne(ChannelPerson).mapToPk().nullable().deleteRule('set null').index(),
    customer: () => p.manyToOne(Customer).mapToPk().nullable().deleteRule('set null').index(),
    lastMessageAt: p.datetime().nullable(),
    /** When somebody who is not us wrote last: windows and «no answer yet» count from here. */
    lastInboundAt: p.datetime().nullable(),
    silentUntil: p.datetime().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
  uniques: [{ properties: ['channel', 'place', 'kind', 'externalId'], name: 'channel_conversation_external_unique' }],
  indexes: [{ properties: ['lastMessageAt', 'id'], name: 'channel_conversation_last' }],
});
