import { z } from 'zod';
import { SopContentInput, SopTemplateList, SopVerdict } from '../../../kernel/contracts/sop.ts';
import {
  ActivateSopTemplate,
  CopySopTemplate,
  CreateSopTemplate,
  ImportSopTemplate,
  SopExport,
  SopImported,
  SopRevision,
  SopTemplateRow,
  SopTemplateView,
  UpdateSopTemplate,
} from '../../../kernel/contracts/sop-templates.ts';
import { pageOf } from '../../../kernel/contracts/paging.ts';
import { copyTemplate } from '../../../domain/sop/templates/copy-template.ts';
import { createTemplate } from '../../../domain/sop/templates/create-template.ts';
import { deleteTemplate } from '../../../domain/sop/templates/delete-template.ts';
import { exportTemplate } from '../../../domain/sop/templates/export-template.ts';
import { importTemplate } from '../../../domain/sop/templates/import-template.ts';
import { activateTemplate, moveTemplate } from '../../../domain/sop/templates/move-template.ts';
import { listTemplateLabels, listTemplates, readTemplate } from '../../../domain/sop/templates/template-view.ts';
import { updateTemplate } from '../../../domain/sop/templates/update-template.ts';
import { validateContent, validateTemplate } from '../../../domain/sop/templates/validate-content.ts';
import { defineRoute, type RouteDefinition } from '../../route.ts';
import { base, IdParams, optionalBody, SOP_TAG as tag } from './params.ts';

const url = `${base}/templates`;
const MOVES = [
  ['pause', '暂停模板，正在进行的也停下'],
  ['resume', '恢复暂停的模板'],
  ['archive', '归档模板'],
] as const;

/** Templates: written, checked, activated, copied, taken in and out (spec 000 «SOP模板管理»). */
export const SOP_TEMPLATE_ROUTES: readonly RouteDefinition[] = [
  defineRoute({
    method: 'GET',
    url,
    access: 'sop.read',
    summary: 'SOP 模板列表',
    tag,
    query: SopTemplateList,
    response: pageOf(SopTemplateRow),
    handle: async ({ scope }, { query }) => await listTemplates(scope, query),
  }),
  defineRoute({
    method: 'POST',
    url,
    access: 'sop.create',
    summary: '新建 SOP 模板（草稿）',
    tag,
    body: CreateSopTemplate,
    status: 201,
    response: SopTemplateView,
    handle: async ({ scope }, { body }) => await createTemplate(scope, body),
  }),
  defineRoute({
    method: 'POST',
    url: `${url}/validate`,
    access: 'sop.read',
    summary: '检查 SOP 的内容，不保存',
    tag,
    body: SopContentInput,
    response: SopVerdict,
    handle: async ({ scope }, { body }) => await validateContent(scope, body),
  }),
  defineRoute({
    method: 'POST',
    url: `${url}/import`,
    access: 'sop.create',
    summary: '导入 SOP 模板文件，成为草稿',
    tag,
    body: ImportSopTemplate,
    bodyLimit: 4_194_304,
    status: 201,
    response: SopImported,
    handle: async ({ scope }, { body }) => await importTemplate(scope, body),
  }),
  defineRoute({
    method: 'GET',
    url: `${base}/template-labels`,
    access: 'sop.read',
    summary: '用到的分类和标签',
    tag,
    response: z.object({ categories: z.array(z.string()), tags: z.array(z.string()) }),
    handle: async ({ scope }) => await listTemplateLabels(scope),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/:id`,
    access: 'sop.read',
    summary: 'SOP 模板详情',
    tag,
    params: IdParams,
    response: SopTemplateView,
    handle: async ({ scope }, { params }) => await readTemplate(scope, params.id),
  }),
  defineRoute({
    method: 'PUT',
    url: `${url}/:id`,
    access: 'sop.update',
    summary: '修改 SOP 模板，内容有变就是新版本',
    tag,
    params: IdParams,
    body: UpdateSopTemplate,
    response: SopTemplateView,
    handle: async ({ scope }, { params, body }) => await updateTemplate(scope, { ...body, id: params.id }),
  }),
  defineRoute({
    method: 'DELETE',
    url: `${url}/:id`,
    access: 'sop.update',
    summary: '删除没有用过的草稿',
    tag,
    params: IdParams,
    handle: async ({ scope }, { params }) => await deleteTemplate(scope, params.id),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/:id/validate`,
    access: 'sop.read',
    summary: '模板能不能启用，问题在哪一步',
    tag,
    params: IdParams,
    response: SopVerdict,
    handle: async ({ scope }, { params }) => await validateTemplate(scope, params.id),
  }),
  defineRoute({
    method: 'POST',
    url: `${url}/:id/activate`,
    access: 'sop.update',
    summary: '启用 SOP 模板的一个版本',
    tag,
    params: IdParams,
    body: optionalBody(ActivateSopTemplate),
    response: SopTemplateView,
    handle: async ({ scope }, { params, body }) => await activateTemplate(scope, { ...body, id: params.id }),
  }),
  ...MOVES.map(([deed, summary]) =>
    defineRoute({
      method: 'POST',
      url: `${url}/:id/${deed}`,
      access: 'sop.update',
      summary,
      tag,
      params: IdParams,
      body: optionalBody(SopRevision),
      response: SopTemplateView,
      handle: async ({ scope }, { params, body }) => await moveTemplate(scope, deed, { ...body, id: params.id }),
    }),
  ),
  defineRoute({
    method: 'POST',
    url: `${url}/:id/copy`,
    access: 'sop.create',
    summary: '复制 SOP 模板',
    tag,
    params: IdParams,
    body: optionalBody(CopySopTemplate),
    status: 201,
    response: SopTemplateView,
    handle: async ({ scope }, { params, body }) => await copyTemplate(scope, { ...body, id: params.id }),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/:id/export`,
    access: 'sop.read',
    summary: '导出 SOP 模板',
    tag,
    params: IdParams,
    response: SopExport,
    handle: async ({ scope, reply }, { params }) => {
      const file = await exportTemplate(scope, params.id);
      const name = encodeURIComponent(`${file.template.name}.json`);
      void reply.header('content-disposition', `attachment; filename="sop-template.json"; filename*=UTF-8''${name}`);
      return file;
    },
  }),
];
