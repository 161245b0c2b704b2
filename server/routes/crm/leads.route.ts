import { createLead } from '../../../domain/crm/leads/create-lead.ts';
import { deleteLead } from '../../../domain/crm/leads/delete-lead.ts';
import { getLead } from '../../../domain/crm/leads/get-lead.ts';
import { listLeads } from '../../../domain/crm/leads/list-leads.ts';
import { updateLead } from '../../../domain/crm/leads/update-lead.ts';
import {
  ContactView,
  ConvertLead,
  CreateLead,
  LeadList,
  LeadView,
  OpportunityView,
  UpdateLead,
} from '../../../kernel/contracts/crm.ts';
import { pageOf } from '../../../kernel/contracts/paging.ts';
import { defineRoute } from '../../route.ts';
import { CRM_TAG, IdParams } from './params.ts';
import { assignLead } from '../../../domain/crm/leads/assign-lead.ts';
import { convertLead } from '../../../domain/crm/leads/convert-lead.ts';
import { z } from 'zod';

const url = '/api/v1/crm/leads';

/** Leads: the list, giving them to somebody, turning them into customers. */
export const leadRoutes = [
  defineRoute({
    method: 'GET',
    url,
    access: 'crm.read',
    summary: '线索列表',
    tag: CRM_TAG,
    query: LeadList,
    response: pageOf(LeadView),
    handle: async ({ scope }, { query }) => await listLeads(scope, query),
  }),
  defineRoute({
    method: 'POST',
    url,
    access: 'crm.write',
    summary: '新建线索',
    tag: CRM_TAG,
    body: CreateLead,
    response: LeadView,
    status: 201,
    handle: async ({ scope }, { body }) => await createLead(scope, body),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/:id`,
    access: 'crm.read',
    summary: '查看线索',
    tag: CRM_TAG,
    params: IdParams,
    response: LeadView,
    handle: async ({ scope }, { params }) => await getLead(scope, params),
  }),
  defineRoute({
    method: 'PATCH',
    url: `${url}/:id`,
    access: 'crm.write',
    summary: '修改线索',
    tag: CRM_TAG,
    params: IdParams,
    body: UpdateLead,
    response: LeadView,
    handle: async ({ scope }, { params, body }) => await updateLead(scope, { ...body, id: params.id }),
  }),
  defineRoute({
    method: 'DELETE',
    url: `${url}/:id`,
    access: 'crm.delete',
    summary: '删除线索',
    tag: CRM_TAG,
    params: IdParams,
    handle: async ({ scope }, { params }) => await deleteLead(scope, params),
  }),
  defineRoute({
    method: 'POST',
    url: `${url}/:id/assign`,
    access: 'crm.assign',
    summary: '分配线索',
    tag: CRM_TAG,
    params: IdParams,
    body: z.strictObject({
      version: z.int().min(1),
      owner_id: z.uuid().nullable(),
      /** What the next owner should know. */
      note: z.string().trim().max(1000).optional(),
    }),
    response: LeadView,
    handle: async ({ scope }, { params, body }) => await assignLead(scope, { ...body, id: params.id }),
  }),
  defineRoute({
    method: 'POST',
    url: `${url}/:id/convert`,
    access: 'crm.write',
    summary: '线索转为客户',
    tag: CRM_TAG,
    params: IdParams,
    body: ConvertLead,
    response: z.object({
      lead: LeadView,
      customer_id: z.uuid(),
      contact: ContactView,
      opportunity: OpportunityView.nullable(),
    }),
    handle: async ({ scope }, { params, body }) => await convertLead(scope, { ...body, id: params.id }),
  }),
] as const;
