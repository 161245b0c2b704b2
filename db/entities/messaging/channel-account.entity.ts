import { defineEntity, p } from '@mikro-orm/core';
import { ACCOUNT_STATES, CHANNELS } from '../../../kernel/contracts/messaging.ts';
import { AppUser } from '../identity/app-user.entity.ts';

/**
 * One WeChat, WeCom or web-chat account the service speaks through. `senderToken` is the fencing token of the process
 * that sends for it now; `nextSendAt` keeps its pace, `restUntil` its circuit breaker.
 */
export const ChannelAccount = defineEntity({
  name: 'ChannelAccount',
  tableName: 'channel_account',
  properties: {
    id: p.uuid().primary(),
    channel: p.enum(CHANNELS),
    externalId: p.string().length(200),
    ownId: p.string().length(200).nullable(),
    name: p.string().length(60),
    /** The vendor's key of this account, sealed; only the channel's adapter sees it open. */
    sealedSecret: p.string().length(1000).nullable(),
    device: p.string().length(60).nullable(),
    owner: () => p.manyToOne(AppUser).mapToPk().nullable().deleteRule('set null').index(),
    state: p.enum(ACCOUNT_STATES),
    stateAt: p.datetime().nullable(),
    stateCause: p.string().length(200).nullable(),
    pausedAt: p.datetime().nullable(),
    pauseReason: p.string().length(300).nullable(),
    commandsPerDay: p.integer().nullable(),
    pauseMs: p.integer().nullable(),
    nextSendAt: p.datetime().nullable(),
    senderToken: p.integer().default(0),
    senderUntil: p.datetime().nullable(),
    failures: p.integer().default(0),
    restUntil: p.datetime().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
  uniques: [{ properties: ['channel', 'externalId'], name: 'channel_account_external_unique' }],
});
