import { createOpportunity } from '../../../domain/crm/opportunities/create-opportunity.ts';
import { deleteOpportunity } from '../../../domain/crm/opportunities/delete-opportunity.ts';
import { getOpportunity } from '../../../domain/crm/opportunities/get-opportunity.ts';
import { listOpportunities } from '../../../domain/crm/opportunities/list-opportunities.ts';
import { sumStages } from '../../../domain/crm/opportunities/sum-stages.ts';
import { updateOpportunity } from '../../../domain/crm/opportunities/update-opportunity.ts';
import { z } from 'zod';
import {
  BoardQuery,
  CreateOpportunity,
  MoveStage,
  OpportunityList,
  OpportunityView,
  StageSum,
  UpdateOpportunity,
} from '../../../kernel/contracts/crm.ts';
import { pageOf } from '../../../kernel/contracts/paging.ts';
import { defineRoute } from '../../route.ts';
import { CRM_TAG, IdParams } from './params.ts';
import { moveStage } from '../../../domain/crm/opportunities/move-stage.ts';

const url = '/api/v1/crm/opportunities';

/** Opportunities and their way through the funnel. */
export const opportunityRoutes = [
  defineRoute({
    method: 'GET',
    url,
    access: 'crm.read',
    summary: '商机列表',
    tag: CRM_TAG,
    query: OpportunityList,
    response: pageOf(OpportunityView),
    handle: async ({ scope }, { query }) => await listOpportunities(scope, query),
  }),
  defineRoute({
    method: 'POST',
    url,
    access: 'crm.write',
    summary: '新建商机',
    tag: CRM_TAG,
    body: CreateOpportunity,
    response: OpportunityView,
    status: 201,
    handle: async ({ scope }, { body }) => await createOpportunity(scope, body),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/board`,
    access: 'crm.read',
    summary: '各阶段的商机数量和金额',
    tag: CRM_TAG,
    query: BoardQuery,
    response: z.object({ items: z.array(StageSum) }),
    handle: async ({ scope }, { query }) => await sumStages(scope, query),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/:id`,
    access: 'crm.read',
    summary: '查看商机',
    tag: CRM_TAG,
    params: IdParams,
    response: OpportunityView,
    handle: async ({ scope }, { params }) => await getOpportunity(scope, params),
  }),
  defineRoute({
    method: 'PATCH',
    url: `${url}/:id`,
    access: 'crm.write',
    summary: '修改商机',
    tag: CRM_TAG,
    params: IdParams,
    body: UpdateOpportunity,
    response: OpportunityView,
    handle: async ({ scope }, { params, body }) => await updateOpportunity(scope, { ...body, id: params.id }),
  }),
  defineRoute({
    method: 'DELETE',
    url: `${url}/:id`,
    access: 'crm.delete',
    summary: '删除商机',
    tag: CRM_TAG,
    params: IdParams,
    handle: async ({ scope }, { params }) => await deleteOpportunity(scope, params),
  }),
  defineRoute({
    method: 'POST',
    url: `${url}/:id/stage`,
    access: 'crm.write',
    summary: '推进商机阶段',
    tag: CRM_TAG,
    params: IdParams,
    body: MoveStage,
    response: OpportunityView,
    handle: async ({ scope }, { params, body }) => await moveStage(scope, { ...body, id: params.id }),
  }),
] as const;
