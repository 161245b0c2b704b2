import type { MikroORM } from '@mikro-orm/postgresql';
import { forkEm, type EntityManager } from '../../../db/orm.ts';
import { queryOne } from '../../../db/query.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { Logger } from '../../../kernel/logger.ts';
import { isPassingFault } from '../../../kernel/passing-fault.ts';
import type { DenseModel } from '../../../knowledge/index/dense-model.ts';
import { knowledgeIndexError } from '../../../knowledge/index/errors.ts';
import type {
  IndexPort,
  IndexQuery,
  IndexStats,
  IndexStatus,
  RebuildSource,
} from '../../../knowledge/index/index.port.ts';
import type { IndexedPassage, ScoredPassage } from '../../../knowledge/index/passage.ts';
import { fuseRanks } from '../../../knowledge/search/fuse-ranks.ts';
import { ensureDense, insertDense, searchDense } from './dense-table.ts';
import { changeGenerations, claimModel, dropRetired, liveGeneration, type Generation } from './generations.ts';
import { LiveTable } from './live-table.ts';
import { readPassages } from './read-rows.ts';
import { rebuildGeneration } from './rebuild-generation.ts';
import type { ScoredPlace } from './top-places.ts';
import { dropTraces, insertRows, removeRows, updatePayload, type RowKey } from './write-rows.ts';

export interface PgIndexOptions {
  readonly orm: MikroORM;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The embedding model that is set; `null` where there is none. */
  readonly dense: DenseModel | null;
}

/** What the process holds of the index, for measuring. */
export interface PgIndex extends IndexPort {
  readonly held: { readonly bytes: number; readonly passages: number };
  /** Reads the index into memory now instead of at the first search. */
  warm(): Promise<void>;
}

/**
 * The index in PostgreSQL or PGlite. Terms are kept as rows and searched in an inverted file in memory that follows the rows
 * (docs/adr/0010); dense vectors are searched by pgvector, where the database has it.
 */
export function createPgIndex(options: PgIndexOptions): PgIndex {
  const { clock, dense: model } = options;
  const em = (): EntityManager => forkEm(options.orm);
  const table = new LiveTable(em, (error) => options.logger.warn({ error }, 'The new knowledge index was not read'));
  let prepared = false;
  const denseModel = async (): Promise<DenseModel | null> => {
    prepared ||= model !== null && (await ensureDense(em(), model.dimension));
    return prepared ? model : null;
  };

  const change = (work: (tx: EntityManager, generations: Generation[]) => Promise<void>): Promise<void> =>
    guarded(async () => {
      await em().transactional(async (tx) => {
        await work(tx, await changeGenerations(tx, clock));
        await dropTraces(tx, clock);
        await dropRetired(tx, clock);
      });
    });
  const remove = async (key: RowKey, ids: readonly string[]): Promise<void> => {
    if (ids.length === 0) return;
    await change(async (tx, generations) => {
      for (const one of generations) await removeRows(tx, clock, one, key, ids);
    });
  };

  const upsert = async (passages: readonly IndexedPassage[]): Promise<void> => {
    if (passages.length === 0) return;
    const unique = [...new Map(passages.map((one) => [one.id, one])).values()];
    if (model) checkLengths(unique, model);
    const dense = await guarded(denseModel);
    await change(async (tx, generations) => {
      for (const one of generations) {
        await removeRows(
          tx,
          clock,
          one,
          'passage_id',
          unique.map((passage) => passage.id),
        );
        const rows = await insertRows(tx, one, unique, { absentOnly: false });
        if (dense && (await claimModel(tx, one, dense))) await insertDense(tx, dense.dimension, unique, rows);
      }
    });
  };

  const search = async (input: IndexQuery): Promise<ScoredPassage[]> => {
    const limit = Math.max(1, Math.trunc(input.limit));
    if (input.filter.access.length === 0) return [];
    const each = input.sparse && input.dense ? Math.max(limit, input.prefetch ?? limit) : limit;
    const lists: ScoredPlace[][] = [];
    if (input.sparse) lists.push((await table.current())?.search(input.sparse, input.filter, each) ?? []);
    const dense = input.dense && (await denseModel());
    if (input.dense && dense) lists.push(await nearest(em(), dense, input.dense, input.filter, each));
    const places = lists.length === 1 ? lists[0]! : fuseRanks(lists);
    return await readPassages(em(), places.slice(0, limit), input.filter);
  };

  return {
    upsert,
    search: (input) => guarded(() => search(input)),
    setPayload: (documentId, payload) =>
      change(async (tx, generations) => {
        for (const one of generations) await updatePayload(tx, one, documentId, payload);
      }),
    deleteByDocument: (ids) => remove('document_id', ids),
    deleteByVersion: (ids) => remove('version_id', ids),
    deletePassages: (ids) => remove('passage_id', ids),
    rebuild: (source: RebuildSource) =>
      guarded(async () => {
        await rebuildGeneration({ em, clock, dense: await denseModel() }, source);
        return await readStats(em());
      }),
    snapshot: () => Promise.resolve(null),
    stats: () => guarded(() => readStats(em())),
    status: () => guarded(async () => readStatus(em(), model, await denseModel())),
    warm: () => guarded(async () => void (await table.current())),
    get held() {
      return table.held;
    },
    close: () => table.settled(),
  };
}

function checkLengths(passages: readonly IndexedPassage[], { dimension }: DenseModel): void {
  const wrong = passages.find((one) => one.dense !== null && one.dense.length !== dimension)?.dense?.length;
  if (wrong !== undefined)
    throw knowledgeIndexError('knowledge.wrong_dimension', { details: { expected: dimension, actual: wrong } });
}

async function nearest(
  em: EntityManager,
  dense: DenseModel,
  vector: readonly number[],
  filter: IndexQuery['filter'],
  limit: number,
): Promise<ScoredPlace[]> {
  const live = await liveGeneration(em);
  // Vectors of another model cannot be compared: then the words alone decide, and the status says so.
  if (live?.model !== dense.model || live.dimension !== vector.length) return [];
  return await searchDense(em, { id: live.id, dimension: vector.length }, vector, filter, limit);
}

async function readStats(em: EntityManager): Promise<IndexStats> {
  const live = await liveGeneration(em);
  if (!live) return { passages: 0, documents: 0, dense: 0, generation: 0 };
  const counts = await queryOne<{ passages: number; documents: number }>(
    em,
    `select count(*)::int as passages, count(distinct document_id)::int as documents
     from knowledge_index_passage where generation_id = $1 and removed_at is null`,
    [live.id],
  );
  const dense = live.dimension === null ? 0 : await countDense(em, live.id, live.dimension);
  return { passages: counts?.passages ?? 0, documents: counts?.documents ?? 0, dense, generation: live.id };
}

async function countDense(em: EntityManager, generation: number, dimension: number): Promise<number> {
  const row = await queryOne<{ n: number }>(
    em,
    `select count(*)::int as n from knowledge_index_dense_${Math.trunc(dimension)} d
     join knowledge_index_passage p on p.no = d.no where p.generation_id = $1 and p.removed_at is null`,
    [generation],
  );
  return row?.n ?? 0;
}

const NO_PGVECTOR = {
  zh: '数据库没有 pgvector 扩展（或账号无权安装），语义检索未启用，目前按词检索。请安装 pgvector，或设置 QDRANT_URL。',
  en: 'The database has no pgvector (or the user may not add it): no semantic search, words only. Install pgvector or set QDRANT_URL.',
};
const OTHER_MODEL = {
  zh: '索引里的向量来自另一个模型，语义检索暂停，请重建索引。',
  en: 'The stored vectors come from another model: semantic search rests until the index is rebuilt.',
};

async function readStatus(
  em: EntityManager,
  wanted: DenseModel | null,
  available: DenseModel | null,
): Promise<IndexStatus> {
  const live = await liveGeneration(em);
  if (!wanted) return { adapter: 'postgresql', state: 'up', dense: false, missing: [] };
  if (!available) return { adapter: 'postgresql', state: 'degraded', dense: false, missing: [NO_PGVECTOR] };
  const isOther = live && live.model !== null && (live.model !== wanted.model || live.dimension !== wanted.dimension);
  if (isOther) return { adapter: 'postgresql', state: 'degraded', dense: false, missing: [OTHER_MODEL] };
  return { adapter: 'postgresql', state: 'up', dense: true, missing: [] };
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (!isPassingFault(thrown)) throw thrown;
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw knowledgeIndexError('knowledge.index_unavailable', { details: { reason }, cause: thrown });
  }
}
