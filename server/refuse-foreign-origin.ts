import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { serverError } from './errors.ts';

type Headers = Pick<FastifyRequest, 'headers'>;

/**
 * A page of another site must not speak in the name of who looks at it. Programs send no Origin.
 * @throws AppError `server.bad_origin`
 */
export function refuseForeignOrigin({ headers }: Headers, allowed: readonly string[]): void {
  const { origin, host } = headers;
  if (!origin || allowed.includes(origin)) return;
  if (URL.canParse(origin) && new URL(origin).host === host) return;
  throw serverError('server.bad_origin');
}

/**
 * As `refuseForeignOrigin`, and a name of ours counts only when the settings know it: a page whose own name was turned
 * to our address (DNS rebinding) shows Origin and Host alike. Loopback names and bare addresses cannot be turned.
 * @throws AppError `server.bad_origin`
 */
export function refuseRebinding(request: Headers, allowed: readonly string[]): void {
  refuseForeignOrigin(request, allowed);
  const { origin } = request.headers;
  if (!origin || allowed.includes(origin)) return;
  const name = new URL(origin).hostname.replace(/^\[(.*)\]$/, '$1');
  if (name !== 'localhost' && !name.endsWith('.localhost') && isIP(name) === 0) throw serverError('server.bad_origin');
}
