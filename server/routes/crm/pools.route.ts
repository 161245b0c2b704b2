import { z } from 'zod';
import { giveFromPool } from '../../../domain/crm/pools/give-from-pool.ts';
import { listEntries } from '../../../domain/crm/pools/list-entries.ts';
import { listPoolEvents } from '../../../domain/crm/pools/list-events.ts';
import { listWarnings } from '../../../domain/crm/pools/list-warnings.ts';
import { pickFromPool } from '../../../domain/crm/pools/pick-from-pool.ts';
import { listPools } from '../../../domain/crm/pools/pool-view.ts';
import { releaseToPool } from '../../../domain/crm/pools/release-to-pool.ts';
import { createPool, deletePool, updatePool } from '../../../domain/crm/pools/save-pool.ts';
import { ListQuery, pageOf } from '../../../kernel/contracts/paging.ts';
import {
  CreatePool,
  GiveFromPool,
  PoolEntity,
  PoolEntryView,
  PoolEventList,
  PoolEventView,
  PoolView,
  RecycleWarning,
  UpdatePool,
} from '../../../kernel/contracts/pools.ts';
import { defineRoute } from '../../route.ts';
import { CRM_TAG, IdParams } from './params.ts';

const base = '/api/v1/crm';
const url = `${base}/pools`;
const Release = z.strictObject({ version: z.int().min(1), reason: z.string().trim().min(1).max(200) });

/** The public pool: what waits, picking, giving back, warnings and history. */
export const poolRoutes = [
  defineRoute({
    method: 'GET',
    url,
    access: 'crm.read',
    summary: '公海列表',
    tag: CRM_TAG,
    response: z.object({ items: z.array(PoolView) }),
    handle: async ({ scope }) => ({ items: await listPools(scope) }),
  }),
  defineRoute({
    method: 'POST',
    url,
    access: 'crm.configure',
    summary: '新建公海',
    tag: CRM_TAG,
    body: CreatePool,
    response: PoolView,
    status: 201,
    handle: async ({ scope }, { body }) => await createPool(scope, body),
  }),
  defineRoute({
    method: 'PATCH',
    url: `${url}/:id`,
    access: 'crm.configure',
    summary: '修改公海规则',
    tag: CRM_TAG,
    params: IdParams,
    body: UpdatePool,
    response: PoolView,
    handle: async ({ scope }, { params, body }) => await updatePool(scope, { ...body, id: params.id }),
  }),
  defineRoute({
    method: 'DELETE',
    url: `${url}/:id`,
    access: 'crm.configure',
    summary: '删除公海',
    tag: CRM_TAG,
    params: IdParams,
    handle: async ({ scope }, { params }) => await deletePool(scope, params),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/:id/entries`,
    access: 'crm.read',
    summary: '公海里的记录',
    tag: CRM_TAG,
    params: IdParams,
    query: ListQuery.omit({ sort: true }),
    response: pageOf(PoolEntryView),
    handle: async ({ scope }, { params, query }) => await listEntries(scope, { ...query, id: params.id }),
  }),
  defineRoute({
    method: 'POST',
    url: `${base}/pool-picks`,
    access: 'crm.write',
    summary: '从公海领取',
    tag: CRM_TAG,
    body: z.strictObject({ entity: PoolEntity, entity_id: z.uuid() }),
    handle: async ({ scope }, { body }) => await pickFromPool(scope, body),
  }),
  defineRoute({
    method: 'POST',
    url: `${base}/pool-gifts`,
    access: 'crm.assign',
    summary: '把公海里的记录分给同事',
    tag: CRM_TAG,
    body: GiveFromPool,
    handle: async ({ scope }, { body }) => await giveFromPool(scope, body),
  }),
  defineRoute({
    method: 'POST',
    url: `${base}/leads/:id/release`,
    access: 'crm.write',
    summary: '把线索放回公海',
    tag: CRM_TAG,
    params: IdParams,
    body: Release,
    response: PoolView,
    handle: async ({ scope }, { params, body }) =>
      await releaseToPool(scope, { ...body, entity: 'lead', id: params.id }),
  }),
  defineRoute({
    method: 'POST',
    url: `${base}/customers/:id/release`,
    access: 'crm.write',
    summary: '把客户放回公海',
    tag: CRM_TAG,
    params: IdParams,
    body: Release,
    response: PoolView,
    handle: async ({ scope }, { params, body }) =>
      await releaseToPool(scope, { ...body, entity: 'customer', id: params.id }),
  }),
  defineRoute({
    method: 'GET',
    url: `${base}/pool-events`,
    access: 'crm.read',
    summary: '公海记录',
    tag: CRM_TAG,
    query: PoolEventList,
    response: pageOf(PoolEventView),
    handle: async ({ scope }, { query }) => await listPoolEvents(scope, query),
  }),
  defineRoute({
    method: 'GET',
    url: `${base}/recycle-warnings`,
    access: 'crm.read',
    summary: '即将回收的记录',
    tag: CRM_TAG,
    response: z.object({ items: z.array(RecycleWarning) }),
    handle: async ({ scope }) => ({ items: await listWarnings(scope) }),
  }),
] as const;
