import { z } from 'zod';
import {
  DocumentList,
  DocumentVersionView,
  DocumentView,
  PassageDetail,
  PassageView,
  UpdateDocument,
  WriteDocument,
} from '../../../kernel/contracts/knowledge.ts';
import { pageOf } from '../../../kernel/contracts/paging.ts';
import { confirmDocument } from '../../../knowledge/documents/confirm-document.ts';
import { deleteDocument } from '../../../knowledge/documents/delete-document.ts';
import { getDocument } from '../../../knowledge/documents/document-view.ts';
import { listDocumentFacets, listDocuments } from '../../../knowledge/documents/list-documents.ts';
import { getPassage, listPassages } from '../../../knowledge/documents/passage-view.ts';
import { replaceDocument, rereadDocument } from '../../../knowledge/documents/replace-document.ts';
import { updateDocument } from '../../../knowledge/documents/update-document.ts';
import { listVersions, readVersionFile } from '../../../knowledge/documents/version-view.ts';
import { writeDocument } from '../../../knowledge/documents/write-document.ts';
import { knowledgeError } from '../../../knowledge/errors.ts';
import { LIMITS } from '../../../knowledge/parse/limits.ts';
import { defineRoute } from '../../route.ts';
import { IdParams, KNOWLEDGE_TAG as tag, KNOWLEDGE_URL, PageQuery } from './params.ts';
import { receivedForm } from './received-files.ts';

const url = `${KNOWLEDGE_URL}/documents`;
const Facet = z.array(z.object({ name: z.string(), documents: z.int() }));

/** Documents, their versions and passages. */
export const documentRoutes = [
  defineRoute({
    method: 'GET',
    url,
    access: 'knowledge.read',
    summary: '资料列表',
    tag,
    query: DocumentList,
    response: pageOf(DocumentView),
    handle: async ({ scope }, { query }) => await listDocuments(scope, query),
  }),
  defineRoute({
    method: 'POST',
    url: `${url}/text`,
    access: 'knowledge.write',
    summary: '写一篇资料（Markdown）',
    tag,
    body: WriteDocument,
    response: DocumentView,
    status: 201,
    handle: async ({ scope }, { body }) => await writeDocument(scope, body),
  }),
  defineRoute({
    method: 'GET',
    url: `${KNOWLEDGE_URL}/facets`,
    access: 'knowledge.read',
    summary: '资料的分类和标签',
    tag,
    response: z.object({ categories: Facet, tags: Facet }),
    handle: async ({ scope }) => await listDocumentFacets(scope),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/:id`,
    access: 'knowledge.read',
    summary: '查看资料',
    tag,
    params: IdParams,
    response: DocumentView,
    handle: async ({ scope }, { params }) => await getDocument(scope, params),
  }),
  defineRoute({
    method: 'PATCH',
    url: `${url}/:id`,
    access: 'knowledge.write',
    summary: '修改资料信息（标题、分类、标签、可见范围、有效期、负责人）',
    tag,
    params: IdParams,
    body: UpdateDocument,
    response: DocumentView,
    handle: async ({ scope }, { params, body }) => await updateDocument(scope, { ...body, id: params.id }),
  }),
  defineRoute({
    method: 'DELETE',
    url: `${url}/:id`,
    access: 'knowledge.write',
    summary: '删除资料',
    tag,
    params: IdParams,
    handle: async ({ scope }, { params }) => await deleteDocument(scope, params),
  }),
  defineRoute({
    method: 'POST',
    url: `${url}/:id/confirm`,
    access: 'knowledge.write',
    summary: '确认内容仍然正确',
    tag,
    params: IdParams,
    response: DocumentView,
    handle: async ({ scope }, { params }) => await confirmDocument(scope, params),
  }),
  defineRoute({
    method: 'POST',
    url: `${url}/:id/reindex`,
    access: 'knowledge.write',
    summary: '用原文件重新处理；number 指定恢复哪个旧版本',
    tag,
    params: IdParams,
    body: z.strictObject({ number: z.int().min(1).optional() }).nullish(),
    response: DocumentView,
    status: 202,
    handle: async ({ scope }, { params, body }) => await rereadDocument(scope, { id: params.id, number: body?.number }),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/:id/versions`,
    access: 'knowledge.read',
    summary: '版本记录',
    tag,
    params: IdParams,
    response: z.object({ items: z.array(DocumentVersionView) }),
    handle: async ({ scope }, { params }) => ({ items: await listVersions(scope, params) }),
  }),
  defineRoute({
    method: 'POST',
    url: `${url}/:id/versions`,
    access: 'knowledge.write',
    summary: '上传新版本（multipart，字段 file，可带 note）',
    tag,
    params: IdParams,
    bodyLimit: LIMITS.file + 1_048_576,
    response: DocumentView,
    status: 202,
    handle: async ({ scope, request }, { params }) => {
      const { files, texts } = await receivedForm(request);
      const [file] = files;
      if (!file) throw knowledgeError('knowledge.no_file');
      return await replaceDocument(scope, {
        id: params.id,
        fileName: file.path.split(/[/\\]/).at(-1) ?? file.path,
        content: file.bytes,
        note: texts['note']?.trim().slice(0, 500) || undefined,
      });
    },
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/:id/versions/:number/file`,
    access: 'knowledge.read',
    summary: '下载某个版本的原文件',
    tag,
    params: IdParams.extend({ number: z.coerce.number().int().min(1) }),
    handle: async ({ scope, reply }, { params }) => {
      const { fileName, content } = await readVersionFile(scope, params);
      // Never shown in the page: what an uploaded file holds is nobody's but its writer's.
      void reply
        .header('content-type', 'application/octet-stream')
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`)
        .header('x-content-type-options', 'nosniff');
      return await reply.send(content);
    },
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/:id/passages`,
    access: 'knowledge.read',
    summary: '资料的分段',
    tag,
    params: IdParams,
    query: PageQuery,
    response: pageOf(PassageView),
    handle: async ({ scope }, { params, query }) => await listPassages(scope, { id: params.id, ...query }),
  }),
  defineRoute({
    method: 'GET',
    url: `${KNOWLEDGE_URL}/passages/:id`,
    access: 'knowledge.read',
    summary: '打开引用的段落',
    tag,
    params: IdParams,
    response: PassageDetail,
    handle: async ({ scope }, { params }) => await getPassage(scope, params),
  }),
] as const;
