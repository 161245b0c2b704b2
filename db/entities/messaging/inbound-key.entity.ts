import { defineEntity, p } from '@mikro-orm/core';
import { ChannelAccount } from './channel-account.entity.ts';

/** Which reports of an account were taken already: a second one of the same key within its time changes nothing. */
export const InboundKey = defineEntity({
  name: 'InboundKey',
  tableName: 'inbound_key',
  primaryKeys: ['account', 'sourceId'],
  properties: {
    account: () => p.manyToOne(ChannelAccount).mapToPk().primary().deleteRule('cascade'),
    sourceId: p.string().length(200).primary(),
    /** When the report was taken that counts now. */
    takenAt: p.datetime().index(),
    /** How often it came again since. */
    repeats: p.integer().default(0),
  },
});
