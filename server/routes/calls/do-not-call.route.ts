import { z } from 'zod';
import { noteConsent, withdrawConsent } from '../../../domain/calls/do-not-call/consents.ts';
import { liftDoNotCall, listDoNotCall, noteDoNotCall } from '../../../domain/calls/do-not-call/manage-list.ts';
import {
  ConsentView,
  DoNotCallList,
  DoNotCallView,
  LiftDoNotCall,
  NoteConsent,
  NoteDoNotCall,
} from '../../../kernel/contracts/do-not-call.ts';
import { pageOf } from '../../../kernel/contracts/paging.ts';
import { defineRoute } from '../../route.ts';
import type { ScopeOf } from './scope-of.ts';

const base = '/api/v1/calls/do-not-call';
const tag = '外呼免打扰';
const IdParams = z.object({ id: z.uuid() });

/** Who is not to be called, and who agreed to it. */
export const doNotCallRoutes = (scopeOf: ScopeOf) => [
  defineRoute({
    method: 'GET',
    url: base,
    access: 'call.read',
    summary: '外呼免打扰名单',
    tag,
    query: DoNotCallList,
    response: pageOf(DoNotCallView),
    handle: async (context, { query }) => await listDoNotCall(scopeOf(context), query),
  }),
  defineRoute({
    method: 'POST',
    url: base,
    access: 'call.write',
    summary: '加入外呼免打扰名单',
    tag,
    body: NoteDoNotCall,
    response: DoNotCallView,
    status: 201,
    handle: async (context, { body }) => await noteDoNotCall(scopeOf(context), body),
  }),
  defineRoute({
    method: 'POST',
    url: `${base}/:id/lift`,
    access: 'call.write',
    summary: '解除外呼免打扰',
    tag,
    params: IdParams,
    body: LiftDoNotCall,
    response: DoNotCallView,
    handle: async (context, { params, body }) => await liftDoNotCall(scopeOf(context), { ...body, id: params.id }),
  }),
  defineRoute({
    method: 'POST',
    url: '/api/v1/calls/consents',
    access: 'call.write',
    summary: '登记同意外呼',
    tag,
    body: NoteConsent,
    response: ConsentView,
    status: 201,
    handle: async (context, { body }) => await noteConsent(scopeOf(context), body),
  }),
  defineRoute({
    method: 'POST',
    url: '/api/v1/calls/consents/:id/withdraw',
    access: 'call.write',
    summary: '撤回同意外呼',
    tag,
    params: IdParams,
    response: ConsentView,
    handle: async (context, { params }) => await withdrawConsent(scopeOf(context), params.id),
  }),
];
