import { z } from 'zod';
import { activateFlow, deactivateFlow } from '../../../domain/routing/definitions/activate-flow.ts';
import { checkDefinition } from '../../../domain/routing/definitions/check-definition.ts';
import { createFlow } from '../../../domain/routing/definitions/create-flow.ts';
import { deleteFlow } from '../../../domain/routing/definitions/delete-flow.ts';
import { listFlows, readFlow } from '../../../domain/routing/definitions/flow-view.ts';
import { listNodeTypes } from '../../../domain/routing/definitions/list-node-types.ts';
import { updateFlow } from '../../../domain/routing/definitions/update-flow.ts';
import { FLOW_FIELDS } from '../../../domain/routing/flow-fields.ts';
import { describeFields } from '../../../kernel/conditions/field-catalogue.ts';
import { ConditionField } from '../../../kernel/contracts/conditions.ts';
import { pageOf } from '../../../kernel/contracts/paging.ts';
import {
  ActivateFlow,
  CheckFlow,
  CreateFlow,
  FlowList,
  FlowVerdict,
  FlowView,
  NodeTypeView,
  UpdateFlow,
} from '../../../kernel/contracts/routing.ts';
import type { ServiceParts } from '../../parts.ts';
import { defineRoute, type RouteDefinition } from '../../route.ts';
import { base, IdParams, ROUTING_TAG } from './params.ts';

const url = `${base}/flows`;

/** Flows: drawn, checked, activated (spec 002, tasks 4 and 11). */
export function flowRoutes({ routing }: Pick<ServiceParts, 'routing'>): RouteDefinition[] {
  const types = routing.nodes;
  return [
    defineRoute({
      method: 'GET',
      url: `${base}/node-types`,
      access: 'routing.read',
      summary: '节点类型',
      tag: ROUTING_TAG,
      response: z.array(NodeTypeView),
      handle: () => Promise.resolve(listNodeTypes(types)),
    }),
    defineRoute({
      method: 'GET',
      url: `${base}/condition-fields`,
      access: 'routing.read',
      summary: '条件分支可用的字段',
      tag: ROUTING_TAG,
      response: z.array(ConditionField),
      handle: () => Promise.resolve(describeFields(FLOW_FIELDS)),
    }),
    defineRoute({
      method: 'GET',
      url,
      access: 'routing.read',
      summary: '流程列表',
      tag: ROUTING_TAG,
      query: FlowList,
      response: pageOf(FlowView),
      handle: async ({ scope }, { query }) => await listFlows(scope, query),
    }),
    defineRoute({
      method: 'POST',
      url,
      access: 'routing.configure',
      summary: '新建流程',
      tag: ROUTING_TAG,
      body: CreateFlow,
      status: 201,
      response: FlowView,
      handle: async ({ scope }, { body }) => await createFlow(scope, types, body),
    }),
    defineRoute({
      method: 'POST',
      url: `${url}/validate`,
      access: 'routing.read',
      summary: '检查流程',
      tag: ROUTING_TAG,
      body: CheckFlow,
      response: FlowVerdict,
      handle: (_context, { body }) => {
        const problems = checkDefinition(body.content, types);
        return Promise.resolve({ valid: problems.length === 0, problems });
      },
    }),
    defineRoute({
      method: 'GET',
      url: `${url}/:id`,
      access: 'routing.read',
      summary: '流程',
      tag: ROUTING_TAG,
      params: IdParams,
      response: FlowView,
      handle: async ({ scope }, { params }) => await readFlow(scope, params.id),
    }),
    defineRoute({
      method: 'PATCH',
      url: `${url}/:id`,
      access: 'routing.configure',
      summary: '修改流程，内容有变就是新版本',
      tag: ROUTING_TAG,
      params: IdParams,
      body: UpdateFlow,
      response: FlowView,
      handle: async ({ scope }, { params, body }) => await updateFlow(scope, types, { ...body, id: params.id }),
    }),
    defineRoute({
      method: 'DELETE',
      url: `${url}/:id`,
      access: 'routing.configure',
      summary: '删除流程',
      tag: ROUTING_TAG,
      params: IdParams,
      handle: async ({ scope }, { params }) => await deleteFlow(scope, params.id),
    }),
    defineRoute({
      method: 'POST',
      url: `${url}/:id/activate`,
      access: 'routing.configure',
      summary: '激活流程的一个版本',
      tag: ROUTING_TAG,
      params: IdParams,
      body: ActivateFlow,
      response: FlowView,
      handle: async ({ scope }, { params, body }) =>
        await activateFlow(scope, types, { id: params.id, number: body.number }),
    }),
    defineRoute({
      method: 'POST',
      url: `${url}/:id/deactivate`,
      access: 'routing.configure',
      summary: '停用流程',
      tag: ROUTING_TAG,
      params: IdParams,
      response: FlowView,
      handle: async ({ scope }, { params }) => await deactivateFlow(scope, params.id),
    }),
  ];
}
