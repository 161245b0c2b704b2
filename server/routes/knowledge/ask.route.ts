import {
  AnswerList,
  AnswerLogView,
  AskKnowledgeRequest,
  GiveFeedback,
  KnowledgeAnswer,
  SearchKnowledgeAnswer,
  SearchKnowledgeRequest,
} from '../../../kernel/contracts/knowledge.ts';
import { KnowledgeStatus } from '../../../kernel/contracts/knowledge-quality.ts';
import { pageOf } from '../../../kernel/contracts/paging.ts';
import { askKnowledge } from '../../../knowledge/answer/ask-knowledge.ts';
import { searchAnswer, searchLibrary } from '../../../knowledge/answer/search-library.ts';
import type { KnowledgeEngine } from '../../../knowledge/engine.ts';
import { giveFeedback, listAnswers } from '../../../knowledge/quality/give-feedback.ts';
import { readStatus } from '../../../knowledge/quality/read-status.ts';
import { defineRoute, type RouteContext } from '../../route.ts';
import { IdParams, KNOWLEDGE_TAG as tag, KNOWLEDGE_URL } from './params.ts';

/** Searching, asking, and saying whether the answer was any good. */
export function askRoutes(engine: KnowledgeEngine) {
  return [
    defineRoute({
      method: 'POST',
      url: `${KNOWLEDGE_URL}/search`,
      access: 'knowledge.read',
      summary: '搜索知识库',
      tag,
      body: SearchKnowledgeRequest,
      response: SearchKnowledgeAnswer,
      handle: async ({ scope, reply }, { body }) =>
        searchAnswer(await searchLibrary(scope, engine, { ...body, signal: goneSignal(reply) })),
    }),
    defineRoute({
      method: 'POST',
      url: `${KNOWLEDGE_URL}/ask`,
      access: 'knowledge.read',
      summary: '向知识库提问，回答带引用；答不了会直说',
      tag,
      rateLimit: 60,
      body: AskKnowledgeRequest,
      response: KnowledgeAnswer,
      handle: async ({ scope, reply }, { body }) =>
        await askKnowledge(scope, engine, { ...body, signal: goneSignal(reply) }),
    }),
    defineRoute({
      method: 'GET',
      url: `${KNOWLEDGE_URL}/answers`,
      access: 'knowledge.read',
      summary: '提问记录',
      tag,
      query: AnswerList,
      response: pageOf(AnswerLogView),
      handle: async ({ scope }, { query }) => await listAnswers(scope, query),
    }),
    defineRoute({
      method: 'POST',
      url: `${KNOWLEDGE_URL}/answers/:id/feedback`,
      access: 'knowledge.read',
      summary: '评价一次回答',
      tag,
      params: IdParams,
      body: GiveFeedback,
      handle: async ({ scope }, { params, body }) => await giveFeedback(scope, { ...body, id: params.id }),
    }),
    defineRoute({
      method: 'GET',
      url: `${KNOWLEDGE_URL}/status`,
      access: 'knowledge.read',
      summary: '知识库各部分的状态和缺少什么',
      tag,
      response: KnowledgeStatus,
      handle: async ({ scope }) => await readStatus(scope, engine),
    }),
  ];
}

/** Aborts when the caller has gone: nobody pays a model for an answer that is not read. */
function goneSignal(reply: RouteContext['reply']): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  return gone.signal;
}
