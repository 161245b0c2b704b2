import { z } from 'zod';
import { bulkFieldsOf } from '../../../domain/crm/bulk-edits/bulk-fields.ts';
import { getBulkEdit, listBulkEditRows, listBulkEdits } from '../../../domain/crm/bulk-edits/bulk-edit-view.ts';
import { changeBulkEdit } from '../../../domain/crm/bulk-edits/change-bulk-edit.ts';
import { createBulkEdit } from '../../../domain/crm/bulk-edits/create-bulk-edit.ts';
import {
  BulkEditPreview,
  BulkEditRow,
  BulkEditView,
  BulkFieldList,
  BulkRowList,
  CreateBulkEdit,
  BulkEntity,
} from '../../../kernel/contracts/data-quality.ts';
import { ListQuery, pageOf } from '../../../kernel/contracts/paging.ts';
import { defineRoute } from '../../route.ts';
import { CRM_TAG, IdParams } from './params.ts';

const url = '/api/v1/crm/bulk-edits';

/** Changing many records at once: prepare and look, start, watch, take back. */
export const bulkEditRoutes = [
  defineRoute({
    method: 'GET',
    url: '/api/v1/crm/bulk-edit-fields',
    access: 'crm.write',
    summary: '可以批量修改的字段',
    tag: CRM_TAG,
    query: z.strictObject({ entity: BulkEntity.default('customer') }),
    response: BulkFieldList,
    handle: async ({ scope }, { query }) => {
      const mayAssign = scope.actor.permissions.has('crm.assign');
      const fields = await bulkFieldsOf(scope, query.entity);
      return { items: fields.filter((field) => field.kind !== 'owner' || mayAssign) };
    },
  }),
  defineRoute({
    method: 'POST',
    url,
    access: 'crm.write',
    summary: '准备批量修改（只预览，不修改）',
    tag: CRM_TAG,
    // Twenty thousand ids.
    bodyLimit: 2_097_152,
    body: CreateBulkEdit,
    response: BulkEditPreview,
    status: 201,
    handle: async ({ scope }, { body }) => await createBulkEdit(scope, body),
  }),
  defineRoute({
    method: 'GET',
    url,
    access: 'crm.write',
    summary: '批量修改列表',
    tag: CRM_TAG,
    query: ListQuery.pick({ page: true, page_size: true }),
    response: pageOf(BulkEditView),
    handle: async ({ scope }, { query }) => await listBulkEdits(scope, query),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/:id`,
    access: 'crm.write',
    summary: '查看批量修改',
    tag: CRM_TAG,
    params: IdParams,
    response: BulkEditView,
    handle: async ({ scope }, { params }) => await getBulkEdit(scope, params),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/:id/rows`,
    access: 'crm.write',
    summary: '批量修改的明细',
    tag: CRM_TAG,
    params: IdParams,
    query: BulkRowList,
    response: pageOf(BulkEditRow),
    handle: async ({ scope }, { params, query }) => await listBulkEditRows(scope, { ...query, id: params.id }),
  }),
  ...(['start', 'cancel', 'undo'] as const).map((step) =>
    defineRoute({
      method: 'POST',
      url: `${url}/:id/${step}`,
      access: 'crm.write',
      summary: { start: '开始批量修改', cancel: '取消批量修改', undo: '撤销批量修改' }[step],
      tag: CRM_TAG,
      params: IdParams,
      response: BulkEditView,
      status: step === 'cancel' ? 200 : 202,
      handle: async ({ scope }, { params }) => await changeBulkEdit(scope, { id: params.id, step }),
    }),
  ),
];
