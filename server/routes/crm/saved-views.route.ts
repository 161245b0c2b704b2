import { z } from 'zod';
import {
  createSavedView,
  deleteSavedView,
  listSavedViews,
  updateSavedView,
} from '../../../domain/crm/saved-views/saved-views.ts';
import { CreateSavedView, SavedViewView, SegmentEntity, UpdateSavedView } from '../../../kernel/contracts/segments.ts';
import { defineRoute } from '../../route.ts';
import { CRM_TAG, IdParams } from './params.ts';

const url = '/api/v1/crm/saved-views';

/** How people look at their lists: filters, order and columns under a name. */
export const savedViewRoutes = [
  defineRoute({
    method: 'GET',
    url,
    access: 'crm.read',
    summary: '列表视图',
    tag: CRM_TAG,
    query: z.strictObject({ entity: SegmentEntity }),
    response: z.object({ items: z.array(SavedViewView) }),
    handle: async ({ scope }, { query }) => ({ items: await listSavedViews(scope, query) }),
  }),
  defineRoute({
    method: 'POST',
    url,
    access: 'crm.read',
    summary: '保存视图',
    tag: CRM_TAG,
    body: CreateSavedView,
    response: SavedViewView,
    status: 201,
    handle: async ({ scope }, { body }) => await createSavedView(scope, body),
  }),
  defineRoute({
    method: 'PATCH',
    url: `${url}/:id`,
    access: 'crm.read',
    summary: '修改视图',
    tag: CRM_TAG,
    params: IdParams,
    body: UpdateSavedView,
    response: SavedViewView,
    handle: async ({ scope }, { params, body }) => await updateSavedView(scope, { ...body, id: params.id }),
  }),
  defineRoute({
    method: 'DELETE',
    url: `${url}/:id`,
    access: 'crm.read',
    summary: '删除视图',
    tag: CRM_TAG,
    params: IdParams,
    handle: async ({ scope }, { params }) => await deleteSavedView(scope, params),
  }),
] as const;
