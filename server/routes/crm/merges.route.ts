import { z } from 'zod';
import { findSurvivor } from '../../../domain/crm/merges/find-survivor.ts';
import { mergeRecords } from '../../../domain/crm/merges/merge-records.ts';
import { getMerge, listMerges } from '../../../domain/crm/merges/merge-view.ts';
import { previewMerge } from '../../../domain/crm/merges/preview-merge.ts';
import { previewUndo, undoMerge } from '../../../domain/crm/merges/undo-merge.ts';
import {
  MergeList,
  MergePreview,
  MergeRecords,
  MergeView,
  PreviewMerge,
  QualityEntity,
  UndoMerge,
  UndoPreview,
} from '../../../kernel/contracts/data-quality.ts';
import { pageOf } from '../../../kernel/contracts/paging.ts';
import { defineRoute } from '../../route.ts';
import { CRM_TAG, IdParams } from './params.ts';

const url = '/api/v1/crm/merges';

/** Making one record of two, and two of one again. */
export const mergeRoutes = [
  defineRoute({
    method: 'POST',
    url: `${url}/preview`,
    access: 'crm.write',
    summary: '预览合并',
    tag: CRM_TAG,
    body: PreviewMerge,
    response: MergePreview,
    handle: async ({ scope }, { body }) => await previewMerge(scope, body),
  }),
  defineRoute({
    method: 'POST',
    url,
    access: 'crm.write',
    summary: '合并两条记录',
    tag: CRM_TAG,
    body: MergeRecords,
    response: MergeView,
    status: 201,
    handle: async ({ scope }, { body }) => await mergeRecords(scope, body),
  }),
  defineRoute({
    method: 'GET',
    url,
    access: 'crm.read',
    summary: '合并历史',
    tag: CRM_TAG,
    query: MergeList,
    response: pageOf(MergeView),
    handle: async ({ scope }, { query }) => await listMerges(scope, query),
  }),
  defineRoute({
    method: 'GET',
    url: '/api/v1/crm/merged-records/:entity/:id',
    access: 'crm.read',
    summary: '查找被合并的记录现在在哪里',
    tag: CRM_TAG,
    params: z.object({ entity: QualityEntity, id: z.uuid() }),
    response: z.object({ id: z.uuid(), name: z.string() }),
    handle: async ({ scope }, { params }) => await findSurvivor(scope, params),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/:id`,
    access: 'crm.read',
    summary: '查看合并',
    tag: CRM_TAG,
    params: IdParams,
    response: MergeView,
    handle: async ({ scope }, { params }) => await getMerge(scope, params),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/:id/undo`,
    access: 'crm.write',
    summary: '预览撤销合并',
    tag: CRM_TAG,
    params: IdParams,
    response: UndoPreview,
    handle: async ({ scope }, { params }) => await previewUndo(scope, params),
  }),
  defineRoute({
    method: 'POST',
    url: `${url}/:id/undo`,
    access: 'crm.write',
    summary: '撤销合并',
    tag: CRM_TAG,
    params: IdParams,
    body: UndoMerge,
    response: MergeView,
    handle: async ({ scope }, { params, body }) => await undoMerge(scope, { ...body, id: params.id }),
  }),
] as const;
