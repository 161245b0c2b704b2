import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Passage } from '../../knowledge/index/passage.ts';
import { createReranker } from './create-reranker.ts';

const PAYLOAD = { visibility: ['all'], categories: [], tags: [], validFrom: null, validUntil: null };
const passage = (text: string): Passage => ({
  id: text,
  documentId: text,
  versionId: text,
  parentId: null,
  text,
  title: '退款规则',
  heading: '',
  payload: PAYLOAD,
});
const PASSAGES = ['到账时间', '申请条件', '办理步骤'].map(passage);

let server: Server;
let url: string;
let asked: { path: string; key: string | undefined; body: Record<string, unknown> }[] = [];
let answers: { status: number; body: unknown }[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(parts).toString('utf8')) as Record<string, unknown>;
      asked.push({ path: request.url ?? '', key: request.headers.authorization, body });
      const { status, body: answer } = answers.shift() ?? { status: 500, body: {} };
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});
beforeEach(() => {
  asked = [];
  answers = [];
});
afterAll(() => new Promise((resolve) => void server.close(resolve)));

const reranker = (shape: 'siliconflow' | 'xinference' | 'tei') =>
  createReranker({ url, apiKey: 'key-r', model: 'bge-reranker-v2-m3', shape, firstPauseMs: 1 });
const TEXTS = PASSAGES.map(({ text }) => `退款规则\n${text}`);

it.each(['siliconflow', 'xinference'] as const)('%s: texts go out, scores come back in their order', async (shape) => {
  const results = [2, 0, 1].map((index) => ({ index, relevance_score: index / 10 }));
  answers.push({ status: 200, body: { results } });
  expect(await reranker(shape).score('多久到账', PASSAGES)).toEqual([0, 0.1, 0.2]);
  expect(asked[0]).toMatchObject({
    path: '/v1/rerank',
    key: 'Bearer key-r',
    body: { model: 'bge-reranker-v2-m3', query: '多久到账', documents: TEXTS, return_documents: false },
  });
});

it('tei: asks in its own words, and its list is read', async () => {
  answers.push({ status: 200, body: [1, 2, 0].map((index) => ({ index, score: 0.9 - index / 10 })) });
  expect(await reranker('tei').score('多久到账', PASSAGES)).toEqual([0.9, 0.8, 0.7]);
  expect(asked[0]!.body).toEqual({ query: '多久到账', texts: TEXTS, raw_scores: false, truncate: true });
});

it('raw scores become shares between 0 and 1', async () => {
  const results = [0, 1, 2].map((index) => ({ index, relevance_score: [0, 4, -4][index] }));
  answers.push({ status: 200, body: { results } });
  const scores = await reranker('siliconflow').score('多久到账', PASSAGES);
  expect(scores.map((score) => score.toFixed(3))).toEqual(['0.500', '0.982', '0.018']);
});

it('a failure in passing is tried again; an answer that lacks a passage is a failure', async () => {
  const results = [0, 1, 2].map((index) => ({ index, relevance_score: 0.5 }));
  answers.push({ status: 503, body: {} }, { status: 200, body: { results } });
  expect(await reranker('xinference').score('多久到账', PASSAGES)).toEqual([0.5, 0.5, 0.5]);
  expect(asked).toHaveLength(2);
  answers.push({ status: 200, body: { results: results.slice(1) } });
  await expect(reranker('xinference').score('多久到账', PASSAGES)).rejects.toMatchObject({
    code: 'knowledge.rerank_failed',
  });
});

it('nothing to rank asks nobody', async () => {
  expect(await reranker('tei').score('多久到账', [])).toEqual([]);
  expect(asked).toEqual([]);
});
