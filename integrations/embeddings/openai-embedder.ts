import { z } from 'zod';
import type { Embedder } from '../../knowledge/embed/embedder.port.ts';
import { knowledgeIndexError } from '../../knowledge/index/errors.ts';
import { EndpointFault } from '../json-endpoint/endpoint-fault.ts';
import { jsonEndpoint } from '../json-endpoint/json-endpoint.ts';

export interface OpenAiEmbedderOptions {
  /** As the vendor names it, without `/embeddings`: `https://api.siliconflow.cn/v1`. */
  readonly url: string;
  readonly apiKey: string;
  /** `BAAI/bge-m3` is the documented choice. */
  readonly model: string;
  readonly dimension: number;
  readonly timeoutMs?: number;
  readonly firstPauseMs?: number;
  /** Texts per request; 32 is allowed everywhere. */
  readonly batch?: number;
}

const TIMEOUT_MS = 30_000;
const BATCH = 32;
/** BGE-M3 reads 8,192 tokens; a Chinese character is about one. */
const LONGEST = 8000;

const Answer = z.object({ data: z.array(z.object({ index: z.int(), embedding: z.array(z.number()) })) });

/** Any OpenAI-compatible `/embeddings`. Vectors come back with length 1, whatever the model gives. */
export function createOpenAiEmbedder(options: OpenAiEmbedderOptions): Embedder {
  const { model, dimension, batch = BATCH } = options;
  const ask = jsonEndpoint({
    url: `${options.url.replace(/\/$/, '')}/embeddings`,
    apiKey: options.apiKey,
    timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
    ...(options.firstPauseMs === undefined ? {} : { firstPauseMs: options.firstPauseMs }),
  });
  return {
    model,
    dimension,
    async embed(texts, { signal } = {}) {
      const vectors: number[][] = [];
      for (let from = 0; from < texts.length; from += batch) {
        const input = texts.slice(from, from + batch).map(sendable);
        const answer = await ask({ model, input, encoding_format: 'float' }, signal).catch(refuse);
        vectors.push(...readVectors(answer, input.length, dimension));
      }
      return vectors;
    },
  };
}

/** Vendors refuse empty texts, and long ones cost more than they tell. */
function sendable(text: string): string {
  return text.trim() === '' ? '-' : text.slice(0, LONGEST);
}

function readVectors(answer: unknown, count: number, dimension: number): number[][] {
  const parsed = Answer.safeParse(answer);
  const data = parsed.success ? parsed.data.data.toSorted((a, b) => a.index - b.index) : [];
  if (data.length !== count || data.some((one, at) => one.index !== at))
    throw knowledgeIndexError('knowledge.embedding_failed', { details: { reason: 'not one vector for each text' } });
  return data.map(({ embedding }) => {
    if (embedding.length !== dimension)
      throw knowledgeIndexError('knowledge.wrong_dimension', {
        details: { expected: dimension, actual: embedding.length },
      });
    return unit(embedding);
  });
}

function unit(vector: readonly number[]): number[] {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return length === 0 ? [...vector] : vector.map((value) => value / length);
}

function refuse(thrown: unknown): never {
  if (!(thrown instanceof EndpointFault)) throw thrown;
  const code = thrown.passing ? 'knowledge.embedding_failed' : 'knowledge.embedding_refused';
  throw knowledgeIndexError(code, { details: { reason: thrown.message }, cause: thrown });
}
