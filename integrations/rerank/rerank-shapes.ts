import { z } from 'zod';
import type { RerankEndpoint } from '../../kernel/config/config-shape.ts';

/** How services ask and answer: SiliconFlow (also Jina and Cohere), Xinference, and Hugging Face's text-embeddings-inference. */
export type RerankShape = RerankEndpoint['shape'];

interface Shape {
  request(model: string, query: string, texts: readonly string[]): unknown;
  /** `null` when the answer has another form. */
  read(answer: unknown): { index: number; score: number }[] | null;
}

const Results = z.object({ results: z.array(z.object({ index: z.int().min(0), relevance_score: z.number() })) });
const List = z.array(z.object({ index: z.int().min(0), score: z.number() }));

function readResults(answer: unknown): { index: number; score: number }[] | null {
  const parsed = Results.safeParse(answer);
  return parsed.success ? parsed.data.results.map(({ index, relevance_score: score }) => ({ index, score })) : null;
}

export const RERANK_SHAPES: Readonly<Record<RerankShape, Shape>> = {
  siliconflow: {
    request: (model, query, texts) => ({
      model,
      query,
      documents: texts,
      top_n: texts.length,
      return_documents: false,
    }),
    read: readResults,
  },
  xinference: {
    request: (model, query, texts) => ({ model, query, documents: texts, return_documents: false }),
    read: readResults,
  },
  tei: {
    request: (_model, query, texts) => ({ query, texts, raw_scores: false, truncate: true }),
    read: (answer) => {
      const parsed = List.safeParse(answer);
      return parsed.success ? parsed.data : null;
    },
  },
};
