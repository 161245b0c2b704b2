import { defineEntity, p } from '@mikro-orm/core';
import { CHANNEL_MESSAGE_KINDS, DIRECTIONS } from '../../../kernel/contracts/messaging.ts';
import { ChannelAccount } from './channel-account.entity.ts';
import { ChannelConversation } from './channel-conversation.entity.ts';
import { ChannelPerson } from './channel-person.entity.ts';

/** A message that was written: by somebody (`in`), or by us through the queue or by hand on the phone (`out`). */
export const ChannelMessage = defineEntity({
  name: 'ChannelMessage',
  tableName: 'channel_message',
  properties: {
    id: p.uuid().primary(),
    conversation: () => p.manyToOne(ChannelConversation).mapToPk().deleteRule('cascade'),
    account: () => p.manyToOne(ChannelAccount).mapToPk().deleteRule('cascade'),
    person: () => p.manyToOne(ChannelPerson).mapToPk().nullable().deleteRule('set null').index(),
    direction: p.enum(DIRECTIONS),
    kind: p.enum(CHANNEL_MESSAGE_KINDS),
    text: p.text(),
    rawText: p.text(),
    mentionsAccount: p.boolean(),
    mentionedIds: p.array<string>().columnType('text[]'),
    quoted: p.json<{ sender: string | null; text: string }>().nullable(),
    vendorId: p.string().length(200).nullable(),
    /** The command that made it; null for what people wrote. */
    commandId: p.uuid().nullable(),
    /** By the vendor's clock, else when it arrived. */
    sentAt: p.datetime(),
    receivedAt: p.datetime(),
    sequence: p.bigint('string').nullable(),
    recalledAt: p.datetime().nullable(),
  },
  indexes: [
    { properties: ['conversation', 'sentAt', 'id'], name: 'channel_message_conversation' },
    { properties: ['account', 'vendorId'], name: 'channel_message_vendor' },
    { properties: ['receivedAt'], name: 'channel_message_received' },
  ],
});
