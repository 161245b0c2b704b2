import { defineEntity, p } from '@mikro-orm/core';
import { CALLBACK_OUTCOMES } from '../../../kernel/contracts/messaging.ts';
import { ChannelAccount } from './channel-account.entity.ts';

/**
 * A callback as it came: kept before the vendor is answered, read afterwards, and kept on, for what was unreadable then may be
 * readable to a later version. `seq` is the order of arrival.
 */
export const InboundCallback = defineEntity({
  name: 'InboundCallback',
  tableName: 'inbound_callback',
  properties: {
    id: p.uuid().primary(),
    seq: p.bigint('number').autoincrement(),
    account: () => p.manyToOne(ChannelAccount).mapToPk().deleteRule('cascade'),
    purpose: p.string().length(40),
    contentType: p.string().length(100).nullable(),
    body: p.blob(),
    receivedAt: p.datetime(),
    outcome: p.enum(CALLBACK_OUTCOMES),
    note: p.string().length(300).nullable(),
    /** Tries that failed. */
    attempts: p.smallint().default(0),
    /** When what failed is tried again; null: not by itself. */
    tryAt: p.datetime().nullable(),
    readAt: p.datetime().nullable(),
    /** Readings that were begun and did not end, in a row; counted before each. */
    readings: p.smallint().default(0),
  },
  indexes: [
    { properties: ['receivedAt'], name: 'inbound_callback_received' },
    { properties: ['account', 'receivedAt'], name: 'inbound_callback_account' },
    {
      name: 'inbound_callback_unread',
      expression:
        "create index inbound_callback_unread on inbound_callback (account_id, seq) where outcome = 'kept' or try_at is not null",
    },
    {
      name: 'inbound_callback_trouble',
      expression:
        "create index inbound_callback_trouble on inbound_callback (seq) where outcome in ('failed', 'unreadable')",
    },
  ],
});
