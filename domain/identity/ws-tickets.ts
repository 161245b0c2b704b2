import { WsTicket } from '../../db/entities/identity/ws-ticket.entity.ts';
import { queryOne } from '../../db/query.ts';
import type { Permission } from '../../kernel/contracts/identity.ts';
import type { Random } from '../../kernel/random.ts';
import type { Scope } from '../scope.ts';
import { identityError } from './errors.ts';
import { hashSecret } from './hash-secret.ts';

export const TICKET_SECONDS = 30;

/** A pass for one socket, good once and for half a minute. */
export async function issueWsTicket(
  scope: Pick<Scope, 'em' | 'clock' | 'actor'> & { readonly random: Random },
): Promise<string> {
  // A browser cannot say its language when it opens a socket: the ticket says it.
  const ticket = `${scope.actor.locale}.${scope.random.bytes(24).toString('base64url')}`;
  const permissions = scope.actor.kind === 'service' ? [...scope.actor.permissions] : null;
  scope.em.persist(
    scope.em.create(WsTicket, {
      ticketHash: hashSecret(ticket),
      user: scope.actor.userId,
      permissions,
      expiresAt: new Date(scope.clock.now().getTime() + TICKET_SECONDS * 1000),
    }),
  );
  await scope.em.flush();
  return ticket;
}

/** Uses a ticket up. @throws AppError `identity.ticket_invalid` */
export async function redeemWsTicket(
  scope: Pick<Scope, 'em' | 'clock'>,
  ticket: string,
): Promise<{ userId: string; permissions: Permission[] | null; locale: 'zh' | 'en' }> {
  const row = await queryOne<{ user_id: string; permissions: Permission[] | null; live: boolean }>(
    scope.em,
    'delete from ws_ticket where ticket_hash = $1 returning user_id, permissions, expires_at > $2 as live',
    [hashSecret(ticket), scope.clock.now()],
  );
  if (!row?.live) throw identityError('identity.ticket_invalid');
  return { userId: row.user_id, permissions: row.permissions, locale: ticket.startsWith('en.') ? 'en' : 'zh' };
}
