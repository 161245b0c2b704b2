import { knowledgeIndexError } from '../../knowledge/index/errors.ts';
import type { Passage } from '../../knowledge/index/passage.ts';
import type { Reranker } from '../../knowledge/rerank/reranker.port.ts';
import { EndpointFault } from '../json-endpoint/endpoint-fault.ts';
import { jsonEndpoint } from '../json-endpoint/json-endpoint.ts';
import { RERANK_SHAPES, type RerankShape } from './rerank-shapes.ts';

export interface RerankerOptions {
  /** SiliconFlow: `https://api.siliconflow.cn/v1`; Xinference: `http://host:9997/v1`; TEI: `http://host:8080`. */
  readonly url: string;
  readonly apiKey: string;
  readonly model: string;
  readonly shape: RerankShape;
  readonly timeoutMs?: number;
  readonly firstPauseMs?: number;
}

const TIMEOUT_MS = 8000;
/** Characters of a passage that are sent. */
const LONGEST = 2000;

/** A rerank endpoint (bge-reranker-v2-m3 and the like). Relevances come back as 0-1, whatever scale it uses. */
export function createReranker(options: RerankerOptions): Reranker {
  const shape = RERANK_SHAPES[options.shape];
  const ask = jsonEndpoint({
    url: `${options.url.replace(/\/$/, '')}/rerank`,
    apiKey: options.apiKey,
    timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
    ...(options.firstPauseMs === undefined ? {} : { firstPauseMs: options.firstPauseMs }),
  });
  return {
    name: options.model,
    async score(query, passages, { signal } = {}) {
      if (passages.length === 0) return [];
      const body = shape.request(options.model, query, passages.map(textOf));
      const answer = await ask(body, signal).catch(fail);
      return readScores(shape.read(answer), passages.length);
    },
  };
}

function textOf({ title, heading, text }: Passage): string {
  return [title, heading, text]
    .filter((part) => part.trim() !== '')
    .join('\n')
    .slice(0, LONGEST);
}

function readScores(results: readonly { index: number; score: number }[] | null, count: number): number[] {
  const scores = Array.from<number | undefined>({ length: count });
  for (const { index, score } of results ?? []) if (index < count) scores[index] = score;
  if (scores.includes(undefined))
    throw knowledgeIndexError('knowledge.rerank_failed', { details: { reason: 'not one score for each passage' } });
  const values = scores as number[];
  // Scores outside 0-1 are logits (raw scores).
  const isRaw = values.some((score) => score < 0 || score > 1);
  return isRaw ? values.map((score) => 1 / (1 + Math.exp(-score))) : values;
}

function fail(thrown: unknown): never {
  if (!(thrown instanceof EndpointFault)) throw thrown;
  throw knowledgeIndexError('knowledge.rerank_failed', { details: { reason: thrown.message }, cause: thrown });
}
