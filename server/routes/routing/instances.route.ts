import { z } from 'zod';
import { listInstances, readInstance, readLogs } from '../../../domain/routing/instances/instance-view.ts';
import { cancelInstance } from '../../../domain/routing/running/cancel-instance.ts';
import { pageOf } from '../../../kernel/contracts/paging.ts';
import {
  CancelInstance,
  FlowLogView,
  InstanceDetail,
  InstanceList,
  InstanceView,
} from '../../../kernel/contracts/routing.ts';
import { defineRoute, type RouteDefinition } from '../../route.ts';
import { base, IdParams, ROUTING_TAG } from './params.ts';

const url = `${base}/instances`;

/** Messages on their way through a flow (spec 002, tasks 5 and 13). */
export const INSTANCE_ROUTES: readonly RouteDefinition[] = [
  defineRoute({
    method: 'GET',
    url,
    access: 'routing.read',
    summary: '流程实例列表',
    tag: ROUTING_TAG,
    query: InstanceList,
    response: pageOf(InstanceView),
    handle: async ({ scope }, { query }) => await listInstances(scope, query),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/:id`,
    access: 'routing.read',
    summary: '流程实例',
    tag: ROUTING_TAG,
    params: IdParams,
    response: InstanceDetail,
    handle: async ({ scope }, { params }) => await readInstance(scope, params.id),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/:id/logs`,
    access: 'routing.read',
    summary: '执行日志：每一步的判断和原因',
    tag: ROUTING_TAG,
    params: IdParams,
    response: z.array(FlowLogView),
    handle: async ({ scope }, { params }) => await readLogs(scope, params.id),
  }),
  defineRoute({
    method: 'POST',
    url: `${url}/:id/cancel`,
    access: 'routing.configure',
    summary: '取消流程实例',
    tag: ROUTING_TAG,
    params: IdParams,
    body: CancelInstance,
    response: InstanceDetail,
    handle: async ({ scope }, { params, body }) => await cancelInstance(scope, { id: params.id, reason: body.reason }),
  }),
];
