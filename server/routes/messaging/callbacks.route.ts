import { listCallbacks, readCallback } from '../../../domain/messaging/callbacks/callback-view.ts';
import { readAgain } from '../../../domain/messaging/callbacks/read-again.ts';
import { CallbackDetail, CallbackList, CallbackView } from '../../../kernel/contracts/messaging.ts';
import { pageOf } from '../../../kernel/contracts/paging.ts';
import { defineRoute, type RouteDefinition } from '../../route.ts';
import { base, IdParams, MESSAGING_TAG } from './params.ts';

const url = `${base}/callbacks`;

/** What vendors posted and was not read, or not understood: for whoever looks after the service. */
export const callbackRoutes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'GET',
    url,
    access: 'messaging.configure',
    summary: '渠道回调：未读、失败和读不懂的',
    tag: MESSAGING_TAG,
    query: CallbackList,
    response: pageOf(CallbackView),
    handle: async ({ scope }, { query }) => await listCallbacks(scope, query),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/:id`,
    access: 'messaging.configure',
    summary: '一条渠道回调和它的原文开头',
    tag: MESSAGING_TAG,
    params: IdParams,
    response: CallbackDetail,
    handle: async ({ scope }, { params }) => await readCallback(scope, params.id),
  }),
  defineRoute({
    method: 'POST',
    url: `${url}/:id/read-again`,
    access: 'messaging.configure',
    summary: '重新读取一条渠道回调',
    tag: MESSAGING_TAG,
    params: IdParams,
    response: CallbackDetail,
    handle: async ({ scope }, { params }) => await readAgain(scope, params.id),
  }),
];
