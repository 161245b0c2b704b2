import { forkEm, type EntityManager } from '../../db/orm.ts';
import { createOpenAiEmbedder } from '../../integrations/embeddings/openai-embedder.ts';
import { createPgIndex } from '../../integrations/knowledge-index/pgvector/create-pg-index.ts';
import { createQdrantIndex } from '../../integrations/knowledge-index/qdrant/create-qdrant-index.ts';
import { createReranker } from '../../integrations/rerank/create-reranker.ts';
import { cachedEmbedder } from '../../knowledge/embed/cached-embedder.ts';
import type { Embedder } from '../../knowledge/embed/embedder.port.ts';
import { vectorisePassages } from '../../knowledge/embed/vectorise-passages.ts';
import { searchKnowledge } from '../../knowledge/search/search-knowledge.ts';
import { LexiconStore } from '../../knowledge/synonyms/lexicon-store.ts';
import type { ServiceParts } from '../parts.ts';
import type { KnowledgeSearch } from './knowledge-search.ts';

/** What is needed of the service to search. */
export type KnowledgeParts = Pick<ServiceParts, 'config' | 'orm' | 'clock' | 'bus' | 'logger'>;

/** Puts the search together: Qdrant where it is set, else the database; models only where they are set. */
export function composeKnowledge(parts: KnowledgeParts): KnowledgeSearch {
  const { config, clock, logger } = parts;
  const em = (): EntityManager => forkEm(parts.orm);
  const { embeddings, rerank, qdrantApiKey } = config.secrets;
  const embedder: Embedder | null = embeddings && cachedEmbedder(createOpenAiEmbedder(embeddings), { em, clock });
  const dense = embedder && { model: embedder.model, dimension: embedder.dimension };
  const pg = config.qdrantUrl ? null : createPgIndex({ orm: parts.orm, clock, logger, dense });
  const index = pg ?? createQdrantIndex({ url: config.qdrantUrl!, apiKey: qdrantApiKey, dense, clock });
  const lexicons = new LexiconStore({ em, clock, bus: parts.bus });
  const searchParts = {
    index,
    embedder,
    reranker: rerank && createReranker(rerank),
    lexicon: () => lexicons.current(),
    thresholds: config.knowledge,
  };
  let warming: Promise<void> = Promise.resolve();
  return {
    index,
    embeddings: embeddings?.model ?? null,
    reranker: rerank?.model ?? null,
    thresholds: config.knowledge,
    search: (request) => searchKnowledge(searchParts, request),
    vectorise: (passages, signal) => vectorisePassages(embedder, passages, signal),
    warm() {
      const read = pg?.warm() ?? Promise.resolve();
      warming = read.catch((error: unknown) => logger.warn({ error }, 'The knowledge index was not read yet'));
      return warming;
    },
    async stop() {
      lexicons.stop();
      await warming;
      await index.close();
    },
  };
}
