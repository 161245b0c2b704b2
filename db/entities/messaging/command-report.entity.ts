import { defineEntity, p } from '@mikro-orm/core';
import { ChannelAccount } from './channel-account.entity.ts';

/** A vendor's report of a command that could not be matched yet: it can arrive before our own call has its answer. */
export const CommandReport = defineEntity({
  name: 'CommandReport',
  tableName: 'command_report',
  properties: {
    id: p.uuid().primary(),
    account: () => p.manyToOne(ChannelAccount).mapToPk().deleteRule('cascade'),
    vendorId: p.string().length(200),
    report: p.json<Record<string, unknown>>(),
    receivedAt: p.datetime().index(),
    commandId: p.uuid().nullable(),
  },
  indexes: [{ properties: ['account', 'vendorId'], name: 'command_report_vendor' }],
});
