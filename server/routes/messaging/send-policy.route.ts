import { readPolicy } from '../../../domain/messaging/policy/read-policy.ts';
import { liftDisturb, listDisturb, noteDisturb } from '../../../domain/messaging/disturb/do-not-disturb.ts';
import { savePolicy } from '../../../domain/messaging/policy/save-policy.ts';
import { DisturbView, NoteDisturb, SendPolicyView, UpdateSendPolicy } from '../../../kernel/contracts/messaging.ts';
import { ListQuery, pageOf } from '../../../kernel/contracts/paging.ts';
import { defineRoute } from '../../route.ts';
import { base, IdParams, MESSAGING_TAG } from './params.ts';

/** What may leave: the organisation's rules, and who wants to be left alone. */
export const sendPolicyRoutes = [
  defineRoute({
    method: 'GET',
    url: `${base}/send-policy`,
    access: 'messaging.read',
    summary: '发送规则',
    tag: MESSAGING_TAG,
    response: SendPolicyView,
    handle: async ({ scope }) => await readPolicy(scope),
  }),
  defineRoute({
    method: 'PUT',
    url: `${base}/send-policy`,
    access: 'messaging.configure',
    summary: '修改发送规则',
    tag: MESSAGING_TAG,
    body: UpdateSendPolicy,
    response: SendPolicyView,
    handle: async ({ scope }, { body }) => await savePolicy(scope, body),
  }),
  defineRoute({
    method: 'GET',
    url: `${base}/do-not-disturb`,
    access: 'messaging.read',
    summary: '免打扰名单',
    tag: MESSAGING_TAG,
    query: ListQuery.omit({ sort: true }),
    response: pageOf(DisturbView),
    handle: async ({ scope }, { query }) => await listDisturb(scope, query),
  }),
  defineRoute({
    method: 'POST',
    url: `${base}/do-not-disturb`,
    access: 'messaging.send',
    summary: '加入免打扰',
    tag: MESSAGING_TAG,
    body: NoteDisturb,
    response: DisturbView,
    status: 201,
    handle: async ({ scope }, { body }) => await noteDisturb(scope, body),
  }),
  defineRoute({
    method: 'POST',
    url: `${base}/do-not-disturb/:id/lift`,
    access: 'messaging.send',
    summary: '解除免打扰',
    tag: MESSAGING_TAG,
    params: IdParams,
    response: DisturbView,
    handle: async ({ scope }, { params }) => await liftDisturb(scope, params.id),
  }),
] as const;
