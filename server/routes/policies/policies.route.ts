import { z } from 'zod';
import { policyHistory, viewPolicy } from '../../../domain/policies/read-policy.ts';
import { savePolicy } from '../../../domain/policies/save-policy.ts';
import { POLICIES } from '../../../domain/routing/policies/registry.ts';
import { PolicyName, PolicyVersionView, PolicyView, UpdatePolicy } from '../../../kernel/contracts/policies.ts';
import { defineRoute } from '../../route.ts';

const TAG = '消息分流';
const url = '/api/v1/routing/policies';
const Params = z.object({ name: PolicyName });

/** The tables that decide about messages: delays, priorities, alerts. */
export const policyRoutes = [
  defineRoute({
    method: 'GET',
    url,
    access: 'messaging.read',
    summary: '分流规则',
    tag: TAG,
    response: z.object({ items: z.array(PolicyView) }),
    handle: async ({ scope }) => {
      const items: PolicyView[] = [];
      for (const kind of Object.values(POLICIES)) items.push(await viewPolicy(scope, kind));
      return { items };
    },
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/:name`,
    access: 'messaging.read',
    summary: '一套分流规则',
    tag: TAG,
    params: Params,
    response: PolicyView,
    handle: async ({ scope }, { params }) => await viewPolicy(scope, POLICIES[params.name]),
  }),
  defineRoute({
    method: 'PUT',
    url: `${url}/:name`,
    access: 'routing.configure',
    summary: '修改分流规则',
    tag: TAG,
    params: Params,
    body: UpdatePolicy,
    response: PolicyView,
    handle: async ({ scope }, { params, body }) => await savePolicy(scope, POLICIES[params.name], body),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/:name/history`,
    access: 'messaging.read',
    summary: '分流规则的历史',
    tag: TAG,
    params: Params,
    response: z.object({ items: z.array(PolicyVersionView) }),
    handle: async ({ scope }, { params }) => ({ items: await policyHistory(scope, POLICIES[params.name]) }),
  }),
] as const;
