import { z } from 'zod';
import { listAccounts, readAccount } from '../../../domain/messaging/accounts/account-view.ts';
import { createAccount, pauseAccount, updateAccount } from '../../../domain/messaging/accounts/save-account.ts';
import { callbackPath, setCallback } from '../../../domain/messaging/accounts/set-callback.ts';
import {
  AccountView,
  CallbackAddress,
  CreateAccount,
  PauseAccount,
  UpdateAccount,
} from '../../../kernel/contracts/messaging.ts';
import type { ServiceParts } from '../../parts.ts';
import { defineRoute, type RouteDefinition } from '../../route.ts';
import { base, IdParams, MESSAGING_TAG } from './params.ts';

const url = `${base}/accounts`;

/** WeChat, WeCom and web-chat accounts: state, pause, and where vendors are to call back. */
export function accountRoutes(
  parts: Pick<ServiceParts, 'channels' | 'config' | 'jwtSecret' | 'secretBox'>,
): RouteDefinition[] {
  const sealed = (secret: string | null): string | null => (secret === null ? null : parts.secretBox.seal(secret));
  return [
    defineRoute({
      method: 'GET',
      url,
      access: 'messaging.read',
      summary: '账号列表',
      tag: MESSAGING_TAG,
      response: z.object({ items: z.array(AccountView) }),
      handle: async ({ scope }) => ({ items: await listAccounts(scope) }),
    }),
    defineRoute({
      method: 'POST',
      url,
      access: 'messaging.configure',
      summary: '添加账号',
      tag: MESSAGING_TAG,
      body: CreateAccount,
      response: AccountView,
      status: 201,
      handle: async ({ scope }, { body }) =>
        await createAccount({ ...scope, channels: parts.channels }, { ...body, secret: sealed(body.secret) }),
    }),
    defineRoute({
      method: 'PATCH',
      url: `${url}/:id`,
      access: 'messaging.configure',
      summary: '修改账号',
      tag: MESSAGING_TAG,
      params: IdParams,
      body: UpdateAccount,
      response: AccountView,
      handle: async ({ scope }, { params, body: { secret, ...body } }) =>
        await updateAccount(scope, {
          ...body,
          id: params.id,
          ...(secret === undefined ? {} : { secret: sealed(secret) }),
        }),
    }),
    defineRoute({
      method: 'GET',
      url: `${url}/:id/callback`,
      access: 'messaging.configure',
      summary: '账号的回调地址',
      tag: MESSAGING_TAG,
      params: IdParams,
      response: CallbackAddress,
      handle: async ({ scope }, { params }) => ({
        path: callbackPath({ service_secret: parts.jwtSecret }, await readAccount(scope, params.id)),
      }),
    }),
    defineRoute({
      method: 'POST',
      url: `${url}/:id/callback`,
      access: 'messaging.configure',
      summary: '让渠道回调到这里',
      tag: MESSAGING_TAG,
      params: IdParams,
      handle: async ({ scope }, { params }) => {
        const place = { public_url: parts.config.publicUrl, service_secret: parts.jwtSecret };
        await setCallback({ ...scope, channels: parts.channels }, place, params.id);
      },
    }),
    defineRoute({
      method: 'POST',
      url: `${url}/:id/pause`,
      access: 'messaging.send',
      summary: '暂停账号',
      tag: MESSAGING_TAG,
      params: IdParams,
      body: PauseAccount,
      response: AccountView,
      handle: async ({ scope }, { params, body }) => await pauseAccount(scope, { id: params.id, reason: body.reason }),
    }),
    defineRoute({
      method: 'POST',
      url: `${url}/:id/resume`,
      access: 'messaging.send',
      summary: '恢复账号',
      tag: MESSAGING_TAG,
      params: IdParams,
      response: AccountView,
      handle: async ({ scope }, { params }) => await pauseAccount(scope, { id: params.id, reason: null }),
    }),
  ];
}
