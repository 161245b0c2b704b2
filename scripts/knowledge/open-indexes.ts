import { createOrm, forkEm } from '../../db/orm.ts';
import { migrate } from '../../db/migrate.ts';
import { createOpenAiEmbedder } from '../../integrations/embeddings/openai-embedder.ts';
import { createPgIndex } from '../../integrations/knowledge-index/pgvector/create-pg-index.ts';
import { createQdrantIndex } from '../../integrations/knowledge-index/qdrant/create-qdrant-index.ts';
import { createReranker } from '../../integrations/rerank/create-reranker.ts';
import { systemClock } from '../../kernel/clock.ts';
import type { Config } from '../../kernel/config/config-shape.ts';
import { newId } from '../../kernel/ids.ts';
import { createLogger } from '../../kernel/logger.ts';
import { cachedEmbedder } from '../../knowledge/embed/cached-embedder.ts';
import type { MeasuredParts } from './compare-ways.ts';
import { makeLexicon } from '../../knowledge/text/lexicon.ts';
import { startQdrantServer } from '../../tests/support/qdrant-server/start-qdrant-server.ts';
import { benchDatabase } from '../../bench/bench-database.ts';
import type { DatabaseKind } from '../../bench/result.ts';

export interface OpenedIndex {
  readonly name: string;
  readonly parts: MeasuredParts;
  /** Whether it can search by meaning. */
  readonly dense: boolean;
  close(): Promise<void>;
}

type Others = Omit<MeasuredParts, 'index'>;

/**
 * Every index there is, each empty: embedded, on the server of DATABASE_URL in a database of its own, and in Qdrant under a
 * name of its own (at QDRANT_URL, else the stand-in). They share the embedding endpoint, where one is set.
 */
export async function openIndexes(config: Config): Promise<OpenedIndex[]> {
  const embedded = await openPg('embedded', config);
  const server = config.databaseUrl ? [await openPg('PostgreSQL', config)] : [];
  return [embedded, ...server, await openQdrant(config, embedded.parts)];
}

async function openPg(kind: DatabaseKind, config: Config): Promise<OpenedIndex> {
  const database = await benchDatabase(kind, config.databaseUrl ?? '', () => Promise.resolve());
  const opened = await openOwn(database.environment);
  const orm = await createOrm({ url: opened.url, poolSize: 4 });
  const em = () => forkEm(orm);
  const { embeddings, rerank } = config.secrets;
  const embedder = embeddings && cachedEmbedder(createOpenAiEmbedder(embeddings), { em, clock: systemClock });
  const dense = embedder && { model: embedder.model, dimension: embedder.dimension };
  const index = createPgIndex({ orm, clock: systemClock, logger: createLogger('warn'), dense });
  const parts = {
    index,
    embedder,
    reranker: rerank && createReranker(rerank),
    lexicon: () => Promise.resolve(makeLexicon()),
    thresholds: config.knowledge,
  };
  return {
    name: kind === 'embedded' ? 'pgvector (PGlite)' : 'pgvector (PostgreSQL)',
    parts,
    dense: (await index.status()).dense,
    close: async () => {
      await index.close();
      await orm.close(true);
      await opened.stop();
      await database.drop();
    },
  };
}

async function openQdrant(config: Config, others: Others): Promise<OpenedIndex> {
  const standIn = config.qdrantUrl ? null : await startQdrantServer();
  const { embedder } = others;
  const dense = embedder && { model: embedder.model, dimension: embedder.dimension };
  const index = createQdrantIndex({
    url: config.qdrantUrl ?? standIn!.url,
    apiKey: config.secrets.qdrantApiKey,
    dense,
    clock: systemClock,
    alias: `xiaoshu_eval_${newId().slice(-12)}`,
    timeoutMs: 120_000,
  });
  return {
    name: standIn ? 'Qdrant (stand-in)' : 'Qdrant',
    parts: { ...others, index },
    dense: dense !== null,
    close: async () => {
      await index.close();
      await standIn?.close();
    },
  };
}

async function openOwn(environment: Readonly<Record<string, string>>): Promise<{ url: string; stop(): Promise<void> }> {
  const { DATABASE_URL: url, DATA_DIR: dataDir } = environment;
  if (url) {
    await migrate(url);
    return { url, stop: () => Promise.resolve() };
  }
  const { startEmbedded } = await import('../../db/embedded.ts');
  return await startEmbedded({ dataDir: dataDir! });
}
