import { defineEntity, p } from '@mikro-orm/core';
import { ChannelMessage } from './channel-message.entity.ts';

/** A group's message by what it says: the report of a second account in the group finds the first one here. */
export const InboundTwin = defineEntity({
  name: 'InboundTwin',
  tableName: 'inbound_twin',
  properties: {
    twinKey: p.string().length(200).primary(),
    message: () => p.manyToOne(ChannelMessage).mapToPk().deleteRule('cascade'),
    accounts: p.array<string>().columnType('uuid[]'),
    takenAt: p.datetime().index(),
  },
});
