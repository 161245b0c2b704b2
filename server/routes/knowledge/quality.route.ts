import { z } from 'zod';
import {
  GapList,
  GapView,
  IssueList,
  IssueView,
  KnowledgeHealth,
  ReportGap,
  UpdateGap,
} from '../../../kernel/contracts/knowledge-quality.ts';
import { pageOf } from '../../../kernel/contracts/paging.ts';
import { inTransaction } from '../../../domain/in-transaction.ts';
import { getGap, listGapQuestions, listGaps, reportGap, updateGap } from '../../../knowledge/quality/gaps.ts';
import { inspectKnowledgeJob } from '../../../knowledge/quality/inspect-knowledge.job.ts';
import { listIssues, settleIssue } from '../../../knowledge/quality/issues.ts';
import { readHealth } from '../../../knowledge/quality/read-health.ts';
import { defineRoute } from '../../route.ts';
import { IdParams, KNOWLEDGE_TAG as tag, KNOWLEDGE_URL, PageQuery } from './params.ts';

const gaps = `${KNOWLEDGE_URL}/gaps`;
const issues = `${KNOWLEDGE_URL}/issues`;
const GapQuestion = z.object({ question: z.string(), source: z.string(), created_at: z.iso.datetime() });

/** What is missing, what should be looked at, and how the whole does. */
export const qualityRoutes = [
  defineRoute({
    method: 'GET',
    url: gaps,
    access: 'knowledge.write',
    summary: '待补充的知识，按提问次数排列',
    tag,
    query: GapList,
    response: pageOf(GapView),
    handle: async ({ scope }, { query }) => await listGaps(scope, query),
  }),
  defineRoute({
    method: 'POST',
    url: gaps,
    access: 'knowledge.read',
    summary: '报告缺少的知识',
    tag,
    body: ReportGap,
    handle: async ({ scope }, { body }) => await reportGap(scope, body),
  }),
  defineRoute({
    method: 'GET',
    url: `${gaps}/:id`,
    access: 'knowledge.write',
    summary: '查看待补充的知识',
    tag,
    params: IdParams,
    response: GapView,
    handle: async ({ scope }, { params }) => await getGap(scope, params),
  }),
  defineRoute({
    method: 'GET',
    url: `${gaps}/:id/questions`,
    access: 'knowledge.write',
    summary: '同类的提问',
    tag,
    params: IdParams,
    query: PageQuery,
    response: pageOf(GapQuestion),
    handle: async ({ scope }, { params, query }) => await listGapQuestions(scope, { id: params.id, ...query }),
  }),
  defineRoute({
    method: 'PATCH',
    url: `${gaps}/:id`,
    access: 'knowledge.write',
    summary: '处理待补充的知识：关联资料、改标题或忽略',
    tag,
    params: IdParams,
    body: UpdateGap,
    response: GapView,
    handle: async ({ scope }, { params, body }) => await updateGap(scope, { ...body, id: params.id }),
  }),
  defineRoute({
    method: 'GET',
    url: issues,
    access: 'knowledge.write',
    summary: '检查结果：过期、快到期、久未确认、重复、矛盾、差评',
    tag,
    query: IssueList,
    response: pageOf(IssueView),
    handle: async ({ scope }, { query }) => await listIssues(scope, query),
  }),
  defineRoute({
    method: 'PATCH',
    url: `${issues}/:id`,
    access: 'knowledge.write',
    summary: '忽略或重新打开一条检查结果',
    tag,
    params: IdParams,
    body: z.strictObject({ status: z.enum(['open', 'dismissed']) }),
    handle: async ({ scope }, { params, body }) => await settleIssue(scope, { id: params.id, ...body }),
  }),
  defineRoute({
    method: 'GET',
    url: `${KNOWLEDGE_URL}/health`,
    access: 'knowledge.write',
    summary: '知识库体检',
    tag,
    response: KnowledgeHealth,
    handle: async ({ scope }) => await readHealth(scope),
  }),
  defineRoute({
    method: 'POST',
    url: `${KNOWLEDGE_URL}/health/inspect`,
    access: 'knowledge.write',
    summary: '马上检查一遍',
    tag,
    response: z.object({ accepted: z.literal(true) }),
    status: 202,
    handle: async ({ scope }) => {
      await inTransaction(scope, async (tx) => {
        await tx.jobs.enqueue(tx.em, inspectKnowledgeJob, {}, { singletonKey: 'inspect' });
      });
      return { accepted: true };
    },
  }),
] as const;
