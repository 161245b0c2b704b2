import fastifyJwt from '@fastify/jwt';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { forkEm } from '../../db/orm.ts';
import { actorOf, loadUser, type UserRow } from '../../domain/identity/load-actor.ts';
import { findServiceToken, isServiceToken } from '../../domain/identity/service-tokens.ts';
import { accessError, requirePermission, type Actor } from '../../kernel/actor.ts';
import { localeOf } from '../locale-of.ts';
import type { ServiceParts } from '../parts.ts';
import type { RouteAccess } from '../route.ts';

export const ACCESS_TOKEN_SECONDS = 900;
const USER_CACHE_MS = 10_000;

interface Claims {
  readonly sub: string;
  /** The user's session epoch: a higher one in the database ends the token. */
  readonly epoch: number;
}

declare module '@fastify/jwt' {
  interface FastifyJWT {
    payload: Claims;
    user: Claims;
  }
}

/** Finds out who asks and lets them through to a route or not. */
export interface Authenticator {
  /** @throws AppError `access.not_signed_in`, `access.token_invalid`, `access.not_permitted` */
  admit(request: FastifyRequest, access: RouteAccess): Promise<Actor | undefined>;
  accessToken(user: Pick<UserRow, 'id' | 'session_epoch'>): string;
}

/** Bearer tokens of people and of programs; the header `access-token` is read too. */
export async function registerAuthentication(app: FastifyInstance, parts: ServiceParts): Promise<Authenticator> {
  await app.register(fastifyJwt, {
    secret: parts.jwtSecret,
    sign: { algorithm: 'HS256', expiresIn: ACCESS_TOKEN_SECONDS },
    verify: { algorithms: ['HS256'], cache: 5000 },
  });
  const users = new Map<string, { user: UserRow | undefined; until: number }>();
  parts.bus.subscribe('identity.user_changed', ({ id }) => users.delete(id));

  const findUser = async (id: string): Promise<UserRow | undefined> => {
    const now = parts.clock.now().getTime();
    const cached = users.get(id);
    if (cached && cached.until > now) return cached.user;
    const user = await loadUser(forkEm(parts.orm), id);
    if (users.size > 10_000) users.clear();
    users.set(id, { user, until: now + USER_CACHE_MS });
    return user;
  };

  const actorBehind = async (request: FastifyRequest, token: string): Promise<Actor> => {
    const context = { locale: localeOf(request), ip: request.ip };
    if (isServiceToken(token)) {
      const found = await findServiceToken({ em: forkEm(parts.orm), clock: parts.clock }, token);
      const user = found && (await findUser(found.userId));
      if (!user) throw accessError('access.token_invalid');
      return actorOf(user, { ...context, only: found.permissions });
    }
    const claims = verified(app, token);
    const user = claims && (await findUser(claims.sub));
    if (!user || user.session_epoch !== claims.epoch) throw accessError('access.token_invalid');
    return actorOf(user, context);
  };

  return {
    admit: async (request, access) => {
      if (access === 'public') return undefined;
      const token = tokenOf(request);
      if (!token) throw accessError('access.not_signed_in');
      const actor = await actorBehind(request, token);
      if (access !== 'signed_in') requirePermission(actor, access);
      return actor;
    },
    accessToken: (user) => app.jwt.sign({ sub: user.id, epoch: user.session_epoch }),
  };
}

function verified(app: FastifyInstance, token: string): Claims | undefined {
  try {
    return app.jwt.verify<Claims>(token);
  } catch {
    return undefined;
  }
}

function tokenOf(request: FastifyRequest): string | undefined {
  const bearer = request.headers.authorization;
  if (bearer?.startsWith('Bearer ')) return bearer.slice(7).trim();
  const plain = request.headers['access-token'];
  return typeof plain === 'string' && plain ? plain : undefined;
}
