import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PlainBm25 } from '../../scripts/knowledge/plain-bm25.ts';
import { areaUnderCurve, rankFigures } from '../../scripts/knowledge/figures.ts';
import { readLibrarySet } from '../../scripts/knowledge/library-set.ts';
import { startEmbeddingServer, type EmbeddingServer } from '../support/embedding-server/start-embedding-server.ts';

const SCRIPT = join(import.meta.dirname, '..', '..', 'scripts', 'eval-knowledge.ts');
const DIMENSION = 64;
const TEXTS = ['样机借用期限是两周', '退款五个工作日内到账', '实名认证要上传证件正反面', '发票抬头可以在线修改'];

let folder: string;
let models: EmbeddingServer;
beforeAll(async () => {
  models = await startEmbeddingServer({ dimension: DIMENSION, meanings: [['到账', '拿钱']] });
  folder = mkdtempSync(join(tmpdir(), 'retrieval-'));
  const write = (name: string, rows: readonly object[]): void =>
    writeFileSync(join(folder, name), rows.map((row) => JSON.stringify(row)).join('\n'));
  write(
    'corpus.jsonl',
    TEXTS.map((text, at) => ({ id: `p${at}`, text })),
  );
  write('queries.jsonl', [
    { id: 'q0', text: '样机能借多久', gold: ['p0'] },
    { id: 'q1', text: '退款多久到账', gold: ['p1'] },
    { id: 'q2', text: '实名认证要什么证件', gold: ['p2'] },
    { id: 'q3', text: '拿钱', gold: ['p1'] },
  ]);
  write('unanswerable.jsonl', [{ id: 'u0', text: '年会哪天办', gold: [] }]);
});
afterAll(async () => {
  await models.close();
  rmSync(folder, { recursive: true });
});

it('prints every way for both indexes, alike, beside plain BM25; with an endpoint by meaning too', async () => {
  const environment = {
    PATH: process.env['PATH'],
    EMBEDDINGS_URL: models.url,
    EMBEDDINGS_MODEL: 'test-model',
    EMBEDDINGS_DIMENSION: String(DIMENSION),
  };
  const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT, folder], { env: environment });
  const figuresOf = (index: string, way: string): string | undefined =>
    stdout
      .split('\n')
      .find((line) => line.startsWith(index) && line.includes(`  ${way.padEnd(16)}  all  `))
      ?.slice(42);
  expect(figuresOf('in memory', 'plain BM25')).toContain('R@1 ');
  for (const way of ['sparse', 'sparse + rerank', 'dense', 'hybrid', 'hybrid + rerank']) {
    const figures = figuresOf('pgvector (PGlite)', way);
    expect(figures, `${way} in ${stdout}`).toMatch(/R@1 .*R@5 .*R@10 .*MRR@10 .*refusal AUC /);
    expect(figuresOf('Qdrant (stand-in)', way)).toBe(figures);
  }
  expect(figuresOf('pgvector (PGlite)', 'sparse')).toContain('R@5 0.750');
  expect(figuresOf('pgvector (PGlite)', 'dense')).toContain('R@5 1.000');
}, 300_000);

it('counts ranks, and how often an answered question is surer', () => {
  expect(rankFigures([1, 2, 0, 11])).toEqual({ 'R@1': 0.25, 'R@5': 0.5, 'R@10': 0.5, 'MRR@10': 0.375 });
  expect(areaUnderCurve([0.9, 0.4], [0.1, 0.4])).toBe(0.875);
});

it('has a baseline that ranks by rare terms', () => {
  const index = new PlainBm25({ corpus: TEXTS.map((text, at) => ({ id: `p${at}`, text })) });
  expect(index.search({ text: '退款到账' }, 10)[0]?.id).toBe('p1');
  expect(index.search({ text: 'xyz' }, 10)).toEqual([]);
});

it('knows the passages of the starter library that answer its questions', async () => {
  const set = await readLibrarySet();
  expect(set.corpus.length).toBeGreaterThan(500);
  expect(set.questions.filter(({ gold }) => gold.length === 0)).toEqual([]);
});
