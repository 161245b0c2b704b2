import { defineEntity, p } from '@mikro-orm/core';
import type { Permission } from '../../../kernel/contracts/identity.ts';
import { AppUser } from './app-user.entity.ts';

/** A one-time pass that opens a socket within a minute, so that no access token stands in an address. */
export const WsTicket = defineEntity({
  name: 'WsTicket',
  tableName: 'ws_ticket',
  properties: {
    ticketHash: p.string().length(64).primary(),
    user: () => p.manyToOne(AppUser).mapToPk().deleteRule('cascade'),
    permissions: p.json<Permission[]>().nullable(),
    expiresAt: p.datetime().index(),
  },
});
