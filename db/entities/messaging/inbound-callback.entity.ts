import { defineEntity, p } from '@mikro-orm/core';
import { CALLBACK_OUTCOMES } from '../../../kernel/contracts/messaging.ts';
import { ChannelAccount } from './channel-account.entity.ts';

/** A callback as it came, kept for some weeks: what was unreadable then may be readable to a later version. */
export const InboundCallback = defineEntity({
  name: 'InboundCallback',
  tableName: 'inbound_callback',
  properties: {
    id: p.uuid().primary(),
    account: () => p.manyToOne(ChannelAccount).mapToPk().deleteRule('cascade'),
    purpose: p.string().length(40),
    contentType: p.string().length(100).nullable(),
    body: p.blob(),
    receivedAt: p.datetime(),
    outcome: p.enum(CALLBACK_OUTCOMES),
    note: p.string().length(300).nullable(),
  },
  indexes: [
    { properties: ['receivedAt'], name: 'inbound_callback_received' },
    { properties: ['account', 'receivedAt'], name: 'inbound_callback_account' },
  ],
});
