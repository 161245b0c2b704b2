import { z } from 'zod';
import { changePassword } from '../../../domain/identity/change-password.ts';
import { currentUserOf, loadUser } from '../../../domain/identity/load-actor.ts';
import { logIn } from '../../../domain/identity/log-in.ts';
import { identityError } from '../../../domain/identity/errors.ts';
import { revokeSession, rotateRefreshToken } from '../../../domain/identity/refresh-tokens.ts';
import { issueWsTicket, TICKET_SECONDS } from '../../../domain/identity/ws-tickets.ts';
import {
  ChangePasswordRequest,
  CurrentUser,
  LoginRequest,
  RefreshRequest,
  TokenPair,
} from '../../../kernel/contracts/identity.ts';
import type { ServiceParts } from '../../parts.ts';
import { ACCESS_TOKEN_SECONDS, type Authenticator } from '../../plugins/authenticate.ts';
import { defineRoute } from '../../route.ts';

const tag = '登录';
/** Logins a minute from one address: so many at least, else this share of all calls it may make. */
const LOGINS_PER_MINUTE = 30;
const SHARE_OF_LOGINS = 1 / 40;

/** Logging in and out, and the short pass for a socket. */
export function authRoutes(auth: Authenticator, parts: Pick<ServiceParts, 'random' | 'config'>) {
  const { random } = parts;
  const loginsPerMinute = Math.max(LOGINS_PER_MINUTE, Math.round(parts.config.rateLimit * SHARE_OF_LOGINS));
  const pair = (user: Parameters<typeof currentUserOf>[0], refreshToken: string): TokenPair => ({
    access_token: auth.accessToken(user),
    token_type: 'Bearer',
    expires_in: ACCESS_TOKEN_SECONDS,
    refresh_token: refreshToken,
    user: currentUserOf(user),
  });
  return [
    defineRoute({
      method: 'POST',
      url: '/api/v1/auth/login',
      access: 'public',
      summary: '登录',
      tag,
      rateLimit: loginsPerMinute,
      body: LoginRequest,
      response: TokenPair,
      handle: async ({ scope, request }, { body }) => {
        const { user, refreshToken } = await logIn({ ...scope, random }, { ...body, ip: request.ip });
        return pair(user, refreshToken);
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/auth/refresh',
      access: 'public',
      summary: '换新令牌',
      tag,
      rateLimit: loginsPerMinute * 2,
      body: RefreshRequest,
      response: TokenPair,
      handle: async ({ scope }, { body }) => {
        const { userId, next } = await rotateRefreshToken({ ...scope, random }, body.refresh_token);
        const user = await loadUser(scope.em, userId);
        if (!user) throw identityError('identity.refresh_invalid');
        return pair(user, next);
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/auth/logout',
      access: 'public',
      summary: '退出',
      tag,
      body: RefreshRequest,
      handle: async ({ scope }, { body }) => await revokeSession(scope, body.refresh_token),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/auth/me',
      access: 'signed_in',
      summary: '我是谁',
      tag,
      response: CurrentUser,
      handle: async ({ scope }) => {
        const user = await loadUser(scope.em, scope.actor.userId);
        if (!user) throw identityError('identity.user_not_found');
        return { ...currentUserOf(user), permissions: [...scope.actor.permissions] };
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/auth/password',
      access: 'signed_in',
      summary: '改密码',
      tag,
      rateLimit: 10,
      body: ChangePasswordRequest,
      handle: async ({ scope }, { body }) =>
        await changePassword(scope, { currentPassword: body.current_password, newPassword: body.new_password }),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/auth/ws-ticket',
      access: 'chat.use',
      summary: '领取连接凭证',
      tag,
      response: z.object({ ticket: z.string(), expires_in: z.int() }),
      handle: async ({ scope }) => ({ ticket: await issueWsTicket({ ...scope, random }), expires_in: TICKET_SECONDS }),
    }),
  ];
}
