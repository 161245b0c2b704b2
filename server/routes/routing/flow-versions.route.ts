import { z } from 'zod';
import { compareVersions, listVersions, readVersion } from '../../../domain/routing/definitions/flow-view.ts';
import { rollBackFlow } from '../../../domain/routing/definitions/roll-back-flow.ts';
import {
  DiffQuery,
  FlowDiff,
  FlowVersionDetail,
  FlowVersionView,
  FlowView,
  RollBackFlow,
} from '../../../kernel/contracts/routing.ts';
import type { ServiceParts } from '../../parts.ts';
import { defineRoute, type RouteDefinition } from '../../route.ts';
import { base, IdParams, ROUTING_TAG, VersionParams } from './params.ts';

const url = `${base}/flows/:id`;

/** The history of flows: versions, what they changed, the way back (spec 002, task 14). */
export function flowVersionRoutes({ routing }: Pick<ServiceParts, 'routing'>): RouteDefinition[] {
  return [
    defineRoute({
      method: 'GET',
      url: `${url}/versions`,
      access: 'routing.read',
      summary: '版本历史',
      tag: ROUTING_TAG,
      params: IdParams,
      response: z.array(FlowVersionView),
      handle: async ({ scope }, { params }) => await listVersions(scope, params.id),
    }),
    defineRoute({
      method: 'GET',
      url: `${url}/versions/:number`,
      access: 'routing.read',
      summary: '一个版本的内容',
      tag: ROUTING_TAG,
      params: VersionParams,
      response: FlowVersionDetail,
      handle: async ({ scope }, { params }) => await readVersion(scope, params),
    }),
    defineRoute({
      method: 'POST',
      url: `${url}/versions/:number/restore`,
      access: 'routing.configure',
      summary: '恢复到这个版本（生成新版本）',
      tag: ROUTING_TAG,
      params: VersionParams,
      body: RollBackFlow,
      response: FlowView,
      handle: async ({ scope }, { params, body }) =>
        await rollBackFlow(scope, routing.nodes, { ...params, note: body.note }),
    }),
    defineRoute({
      method: 'GET',
      url: `${url}/diff`,
      access: 'routing.read',
      summary: '比较两个版本',
      tag: ROUTING_TAG,
      params: IdParams,
      query: DiffQuery,
      response: FlowDiff,
      handle: async ({ scope }, { params, query }) => await compareVersions(scope, { ...query, id: params.id }),
    }),
  ];
}
