import type { FastifyReply, FastifyRequest } from 'fastify';
import { messagingError } from '../../domain/messaging/errors.ts';
import type { ReadScope } from '../../domain/messaging/messaging-scope.ts';
import { findSite } from '../../domain/messaging/web-chat/site.ts';
import { visitorOfToken } from '../../domain/messaging/web-chat/visitor-token.ts';
import type { WebChatSiteView } from '../../kernel/contracts/web-chat.ts';
import { serverError } from '../errors.ts';

/**
 * The site a request is for, when the page it comes from may open its window. Its answers are then readable there (CORS).
 * @throws AppError `messaging.site_not_found`, `server.bad_origin`
 */
export async function admitPage(
  scope: Pick<ReadScope, 'em'>,
  exchange: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  key: string,
): Promise<WebChatSiteView> {
  const site = await findSite(scope, key);
  const headers = corsOf(exchange.request, site.origins);
  void exchange.reply.headers(headers);
  return site;
}

/** Programs send no Origin: they are held by the token and the pace alone. */
export function corsOf(request: FastifyRequest, origins: readonly string[]): Record<string, string> {
  const { origin, host } = request.headers;
  if (!origin) return {};
  if (!origins.includes(origin) && !isOwn(origin, host)) throw serverError('server.bad_origin');
  return { 'access-control-allow-origin': origin, vary: 'Origin', 'cross-origin-resource-policy': 'cross-origin' };
}

function isOwn(origin: string, host: string | undefined): boolean {
  try {
    return new URL(origin).host === host;
  } catch {
    return false;
  }
}

/**
 * The visitor whose token came with the request: `Authorization: Bearer`, or `token=` where a browser can send no headers.
 * @throws AppError `messaging.visitor_unknown`
 */
export function admitVisitor(request: FastifyRequest, serviceSecret: string, site: WebChatSiteView): string {
  const bearer = request.headers.authorization;
  const { token: named } = request.query as { token?: string };
  const token = bearer?.startsWith('Bearer ') ? bearer.slice(7).trim() : (named ?? '');
  const visitor = visitorOfToken(serviceSecret, site.account_id, token);
  if (!visitor) throw messagingError('messaging.visitor_unknown');
  return visitor;
}
