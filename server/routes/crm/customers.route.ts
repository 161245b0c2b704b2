import { createCustomer } from '../../../domain/crm/customers/create-customer.ts';
import { deleteCustomer } from '../../../domain/crm/customers/delete-customer.ts';
import { getCustomer } from '../../../domain/crm/customers/get-customer.ts';
import { listCustomers } from '../../../domain/crm/customers/list-customers.ts';
import { updateCustomer } from '../../../domain/crm/customers/update-customer.ts';
import {
  ChangeTags,
  CreateCustomer,
  CustomerList,
  CustomerView,
  TimelineEntryView,
  UpdateCustomer,
} from '../../../kernel/contracts/crm.ts';
import { ListQuery, pageOf } from '../../../kernel/contracts/paging.ts';
import { defineRoute } from '../../route.ts';
import { CRM_TAG, IdParams } from './params.ts';
import { changeTags } from '../../../domain/crm/customers/change-tags.ts';
import { listTags } from '../../../domain/crm/customers/list-tags.ts';
import { listTimeline } from '../../../domain/crm/customers/list-timeline.ts';
import { transferCustomer } from '../../../domain/crm/customers/transfer-customer.ts';
import { z } from 'zod';

const url = '/api/v1/crm/customers';

/** Customers, their timeline and tags. */
export const customerRoutes = [
  defineRoute({
    method: 'GET',
    url,
    access: 'crm.read',
    summary: '客户列表',
    tag: CRM_TAG,
    query: CustomerList,
    response: pageOf(CustomerView),
    handle: async ({ scope }, { query }) => await listCustomers(scope, query),
  }),
  defineRoute({
    method: 'POST',
    url,
    access: 'crm.write',
    summary: '新建客户',
    tag: CRM_TAG,
    body: CreateCustomer,
    response: CustomerView,
    status: 201,
    handle: async ({ scope }, { body }) => await createCustomer(scope, body),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/:id`,
    access: 'crm.read',
    summary: '查看客户',
    tag: CRM_TAG,
    params: IdParams,
    response: CustomerView,
    handle: async ({ scope }, { params }) => await getCustomer(scope, params),
  }),
  defineRoute({
    method: 'PATCH',
    url: `${url}/:id`,
    access: 'crm.write',
    summary: '修改客户',
    tag: CRM_TAG,
    params: IdParams,
    body: UpdateCustomer,
    response: CustomerView,
    handle: async ({ scope }, { params, body }) => await updateCustomer(scope, { ...body, id: params.id }),
  }),
  defineRoute({
    method: 'DELETE',
    url: `${url}/:id`,
    access: 'crm.delete',
    summary: '删除客户',
    tag: CRM_TAG,
    params: IdParams,
    handle: async ({ scope }, { params }) => await deleteCustomer(scope, params),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/:id/timeline`,
    access: 'crm.read',
    summary: '客户时间线',
    tag: CRM_TAG,
    params: IdParams,
    query: ListQuery.pick({ page: true, page_size: true }),
    response: pageOf(TimelineEntryView),
    handle: async ({ scope }, { params, query }) => await listTimeline(scope, { customer_id: params.id, ...query }),
  }),
  defineRoute({
    method: 'POST',
    url: `${url}/:id/tags`,
    access: 'crm.write',
    summary: '修改客户标签',
    tag: CRM_TAG,
    params: IdParams,
    body: ChangeTags,
    response: CustomerView,
    handle: async ({ scope }, { params, body }) => await changeTags(scope, { ...body, id: params.id }),
  }),
  defineRoute({
    method: 'POST',
    url: `${url}/:id/transfer`,
    access: 'crm.assign',
    summary: '转移客户',
    tag: CRM_TAG,
    params: IdParams,
    body: z.strictObject({
      version: z.int().min(1),
      owner_id: z.uuid().nullable(),
      /** What the next owner should know. */
      note: z.string().trim().max(1000).optional(),
    }),
    response: CustomerView,
    handle: async ({ scope }, { params, body }) => await transferCustomer(scope, { ...body, id: params.id }),
  }),
  defineRoute({
    method: 'GET',
    url: '/api/v1/crm/tags',
    access: 'crm.read',
    summary: '标签列表',
    tag: CRM_TAG,
    response: z.object({ items: z.array(z.object({ name: z.string(), count: z.int() })) }),
    handle: async ({ scope }) => ({ items: await listTags(scope) }),
  }),
] as const;
