import { z } from 'zod';
import { deleteRelation, updateRelation } from '../../../domain/crm/relations/change-relation.ts';
import { createRelation } from '../../../domain/crm/relations/create-relation.ts';
import {
  readDecisionChain,
  removeDecisionRole,
  setDecisionRole,
} from '../../../domain/crm/relations/decision-chain.ts';
import { listRelations } from '../../../domain/crm/relations/list-relations.ts';
import { readGraph } from '../../../domain/crm/relations/read-graph.ts';
import { setReportsTo } from '../../../domain/crm/relations/set-reports-to.ts';
import {
  CreateRelation,
  DecisionLink,
  GraphQuery,
  GraphView,
  RelationView,
  SetDecisionRole,
  SetReportsTo,
  UpdateRelation,
} from '../../../kernel/contracts/relations.ts';
import { defineRoute } from '../../route.ts';
import { CRM_TAG, IdParams } from './params.ts';

const base = '/api/v1/crm';
const customer = `${base}/customers/:id`;
const RelationParams = IdParams.extend({ relation_id: z.uuid() });
const ContactParams = IdParams.extend({ contact_id: z.uuid() });
const Chain = z.object({ items: z.array(DecisionLink) });

/** Relations between customers and people, the decision chain and the picture of both. */
export const relationRoutes = [
  defineRoute({
    method: 'GET',
    url: `${customer}/relations`,
    access: 'crm.read',
    summary: '客户关系',
    tag: CRM_TAG,
    params: IdParams,
    response: z.object({ items: z.array(RelationView) }),
    handle: async ({ scope }, { params }) => ({ items: await listRelations(scope, params) }),
  }),
  defineRoute({
    method: 'POST',
    url: `${customer}/relations`,
    access: 'crm.write',
    summary: '新增客户关系',
    tag: CRM_TAG,
    params: IdParams,
    body: CreateRelation,
    response: RelationView,
    status: 201,
    handle: async ({ scope }, { params, body }) => await createRelation(scope, { ...body, id: params.id }),
  }),
  defineRoute({
    method: 'PATCH',
    url: `${customer}/relations/:relation_id`,
    access: 'crm.write',
    summary: '修改客户关系的备注',
    tag: CRM_TAG,
    params: RelationParams,
    body: UpdateRelation,
    response: RelationView,
    handle: async ({ scope }, { params, body }) =>
      await updateRelation(scope, { ...body, id: params.relation_id, customer_id: params.id }),
  }),
  defineRoute({
    method: 'DELETE',
    url: `${customer}/relations/:relation_id`,
    access: 'crm.write',
    summary: '删除客户关系',
    tag: CRM_TAG,
    params: RelationParams,
    handle: async ({ scope }, { params }) =>
      await deleteRelation(scope, { id: params.relation_id, customer_id: params.id }),
  }),
  defineRoute({
    method: 'GET',
    url: `${customer}/graph`,
    access: 'crm.read',
    summary: '客户关系图',
    tag: CRM_TAG,
    params: IdParams,
    query: GraphQuery,
    response: GraphView,
    handle: async ({ scope }, { params, query }) => await readGraph(scope, { ...query, id: params.id }),
  }),
  defineRoute({
    method: 'GET',
    url: `${customer}/decision-chain`,
    access: 'crm.read',
    summary: '客户决策链',
    tag: CRM_TAG,
    params: IdParams,
    response: Chain,
    handle: async ({ scope }, { params }) => ({ items: await readDecisionChain(scope, params) }),
  }),
  defineRoute({
    method: 'PUT',
    url: `${customer}/decision-chain`,
    access: 'crm.write',
    summary: '设置联系人在决策中的角色',
    tag: CRM_TAG,
    params: IdParams,
    body: SetDecisionRole,
    response: Chain,
    handle: async ({ scope }, { params, body }) => ({
      items: await setDecisionRole(scope, { ...body, id: params.id }),
    }),
  }),
  defineRoute({
    method: 'DELETE',
    url: `${customer}/decision-chain/:contact_id`,
    access: 'crm.write',
    summary: '把联系人移出决策链',
    tag: CRM_TAG,
    params: ContactParams,
    handle: async ({ scope }, { params }) => await removeDecisionRole(scope, params),
  }),
  defineRoute({
    method: 'PUT',
    url: `${base}/contacts/:id/reports-to`,
    access: 'crm.write',
    summary: '设置联系人的上级',
    tag: CRM_TAG,
    params: IdParams,
    body: SetReportsTo,
    handle: async ({ scope }, { params, body }) => await setReportsTo(scope, { ...body, id: params.id }),
  }),
] as const;
