import { z } from 'zod';
import { BatchView, UploadAnswer } from '../../../kernel/contracts/knowledge.ts';
import { pageOf } from '../../../kernel/contracts/paging.ts';
import { inTransaction } from '../../../domain/in-transaction.ts';
import { getBatch, listBatches } from '../../../knowledge/ingest/batch-view.ts';
import { loadLibrary } from '../../../knowledge/ingest/load-library.job.ts';
import { rebuildIndex } from '../../../knowledge/ingest/rebuild-index.job.ts';
import { uploadFiles } from '../../../knowledge/ingest/upload-files.ts';
import { LIMITS } from '../../../knowledge/parse/limits.ts';
import { defineRoute } from '../../route.ts';
import { IdParams, KNOWLEDGE_TAG as tag, KNOWLEDGE_URL, PageQuery } from './params.ts';
import { fieldsOfForm, receivedForm } from './received-files.ts';

const Accepted = z.object({ accepted: z.literal(true) });

/** Bringing files in, and making the index anew. */
export const uploadRoutes = [
  defineRoute({
    method: 'POST',
    url: `${KNOWLEDGE_URL}/documents`,
    access: 'knowledge.write',
    summary:
      '上传资料（multipart，一个或多个 file，可为 ZIP；可带 title、category、tags、visibility、valid_from、valid_until、collection、note）',
    tag,
    bodyLimit: LIMITS.archive + 1_048_576,
    response: UploadAnswer,
    status: 202,
    handle: async ({ scope, request }) => {
      const { files, texts } = await receivedForm(request);
      const collection = texts['collection']?.trim().slice(0, 120) || null;
      return await uploadFiles(scope, {
        files,
        source: collection ? 'folder' : 'upload',
        collection,
        fields: fieldsOfForm(texts),
        note: texts['note']?.trim().slice(0, 500) || undefined,
      });
    },
  }),
  defineRoute({
    method: 'GET',
    url: `${KNOWLEDGE_URL}/uploads`,
    access: 'knowledge.write',
    summary: '上传记录',
    tag,
    query: PageQuery,
    response: pageOf(BatchView),
    handle: async ({ scope }, { query }) => await listBatches(scope, query),
  }),
  defineRoute({
    method: 'GET',
    url: `${KNOWLEDGE_URL}/uploads/:id`,
    access: 'knowledge.write',
    summary: '查看上传进度和每个文件的结果',
    tag,
    params: IdParams,
    response: UploadAnswer,
    handle: async ({ scope }, { params }) => await getBatch(scope, params),
  }),
  defineRoute({
    method: 'POST',
    url: `${KNOWLEDGE_URL}/starter-library`,
    access: 'job.manage',
    summary: '导入自带的知识库',
    tag,
    response: Accepted,
    status: 202,
    handle: async ({ scope }) => {
      await inTransaction(scope, async (tx) => {
        await tx.jobs.enqueue(tx.em, loadLibrary, {}, { singletonKey: 'library' });
      });
      return { accepted: true };
    },
  }),
  defineRoute({
    method: 'POST',
    url: `${KNOWLEDGE_URL}/reindex`,
    access: 'job.manage',
    summary: '重建整个索引，重建期间照常可以搜索',
    tag,
    response: Accepted,
    status: 202,
    handle: async ({ scope }) => {
      await inTransaction(scope, async (tx) => {
        await tx.jobs.enqueue(tx.em, rebuildIndex, {}, { singletonKey: 'rebuild' });
      });
      return { accepted: true };
    },
  }),
] as const;
