import { z } from 'zod';
import { cancelImport } from '../../../domain/crm/imports/cancel-import.ts';
import { importError } from '../../../domain/crm/imports/errors.ts';
import { chooseSheet } from '../../../domain/crm/imports/choose-sheet.ts';
import { getImport } from '../../../domain/crm/imports/import-view.ts';
import { listImportIssues } from '../../../domain/crm/imports/list-import-issues.ts';
import { listImports } from '../../../domain/crm/imports/list-imports.ts';
import { previewImport } from '../../../domain/crm/imports/preview-import.ts';
import { startImport } from '../../../domain/crm/imports/start-import.ts';
import { uploadImport } from '../../../domain/crm/imports/upload-import.ts';
import {
  ChooseSheetRequest,
  ImportKind,
  ImportPreview,
  ImportRowIssue,
  ImportView,
  PreviewImportRequest,
  StartImportRequest,
} from '../../../kernel/contracts/imports.ts';
import { ListQuery, pageOf } from '../../../kernel/contracts/paging.ts';
import { defineRoute, type RouteContext } from '../../route.ts';
import { CRM_TAG, IdParams } from './params.ts';

const url = '/api/v1/crm/imports';

/** Bringing files in: upload, try a mapping, start, watch, cancel. */
export const importRoutes = [
  defineRoute({
    method: 'POST',
    url,
    access: 'crm.import',
    summary: '上传要导入的 CSV 或 Excel 文件（multipart，字段 file；Excel 可指定工作表 sheet）',
    tag: CRM_TAG,
    query: z.strictObject({ kind: ImportKind, sheet: z.string().min(1).max(100).optional() }),
    response: ImportPreview,
    status: 201,
    handle: async ({ scope, request }, { query }) => {
      const file = await receivedFile(request);
      return await uploadImport(scope, { ...query, ...file });
    },
  }),
  defineRoute({
    method: 'GET',
    url,
    access: 'crm.import',
    summary: '导入列表',
    tag: CRM_TAG,
    response: z.object({ items: z.array(ImportView) }),
    handle: async ({ scope }) => ({ items: await listImports(scope) }),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/:id`,
    access: 'crm.import',
    summary: '查看导入',
    tag: CRM_TAG,
    params: IdParams,
    response: ImportView,
    handle: async ({ scope }, { params }) => await getImport(scope, params),
  }),
  defineRoute({
    method: 'POST',
    url: `${url}/:id/preview`,
    access: 'crm.import',
    summary: '预览导入结果',
    tag: CRM_TAG,
    params: IdParams,
    body: PreviewImportRequest,
    response: ImportPreview,
    handle: async ({ scope }, { params, body }) => await previewImport(scope, { ...body, id: params.id }),
  }),
  defineRoute({
    method: 'POST',
    url: `${url}/:id/sheet`,
    access: 'crm.import',
    summary: '选择 Excel 的工作表',
    tag: CRM_TAG,
    params: IdParams,
    body: ChooseSheetRequest,
    response: ImportPreview,
    handle: async ({ scope }, { params, body }) => await chooseSheet(scope, { ...body, id: params.id }),
  }),
  defineRoute({
    method: 'POST',
    url: `${url}/:id/start`,
    access: 'crm.import',
    summary: '开始导入',
    tag: CRM_TAG,
    params: IdParams,
    body: StartImportRequest,
    response: ImportView,
    status: 202,
    handle: async ({ scope }, { params, body }) => await startImport(scope, { ...body, id: params.id }),
  }),
  defineRoute({
    method: 'POST',
    url: `${url}/:id/cancel`,
    access: 'crm.import',
    summary: '取消导入',
    tag: CRM_TAG,
    params: IdParams,
    response: ImportView,
    handle: async ({ scope }, { params }) => await cancelImport(scope, params),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/:id/issues`,
    access: 'crm.import',
    summary: '导入中有问题的行',
    tag: CRM_TAG,
    params: IdParams,
    query: ListQuery.pick({ page: true, page_size: true }),
    response: pageOf(ImportRowIssue),
    handle: async ({ scope }, { params, query }) => await listImportIssues(scope, { id: params.id, ...query }),
  }),
] as const;

/**
 * The one file of a multipart request.
 * @throws AppError `crm.import_no_file`, `crm.import_too_large`
 */
async function receivedFile(request: RouteContext['request']): Promise<{ file_name: string; content: Buffer }> {
  if (!request.isMultipart()) throw importError('crm.import_no_file');
  const part = await request.file();
  if (!part) throw importError('crm.import_no_file');
  try {
    return { file_name: part.filename || 'import.csv', content: await part.toBuffer() };
  } catch (thrown) {
    if (part.file.truncated) throw importError('crm.import_too_large', { cause: thrown });
    throw thrown;
  }
}
