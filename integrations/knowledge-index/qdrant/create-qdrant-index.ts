import type { Schemas } from '@qdrant/js-client-rest';
import type { Clock } from '../../../kernel/clock.ts';
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
import { Collections } from './collections.ts';
import { pointsOf, toFilter } from './filter.ts';
import { changedFields, DENSE, SPARSE, toPassage, toPoint } from './point.ts';
import { openQdrantLine, refusedWith, type QdrantLine } from './qdrant-line.ts';

export interface QdrantIndexOptions {
  readonly url: string;
  readonly apiKey: string | null;
  /** The embedding model that is set; `null` where there is none. */
  readonly dense: DenseModel | null;
  /** Alias of the live collection; collections are named after it. */
  readonly alias?: string;
  readonly timeoutMs?: number;
  readonly clock: Clock;
}

const ALIAS = 'xiaoshu_knowledge';
const TIMEOUT_MS = 10_000;
/** Points sent at once: some 5 MB with dense vectors of 1,024 numbers. */
const BATCH = 200;
const CHECK = 1000;
/** Most different documents that are counted. */
const MOST_DOCUMENTS = 1_000_000;

/** The index in Qdrant 1.10 or newer: named dense and sparse vectors, idf in the server, both searched in one request. */
export function createQdrantIndex(options: QdrantIndexOptions): IndexPort {
  const { dense } = options;
  const line = openQdrantLine({ ...options, timeoutMs: options.timeoutMs ?? TIMEOUT_MS });
  const collections = new Collections(line, options.alias ?? ALIAS, options.clock);

  const upsert = async (passages: readonly IndexedPassage[]): Promise<void> => {
    if (passages.length === 0) return;
    if (dense) checkLengths(passages, dense);
    for (const { name } of await collections.ready(dense)) {
      const withDense = await collections.takesDense(name, dense);
      await gone(putPoints(line, name, passages, withDense, 'upsert'));
    }
  };
  const remove = async (selector: Schemas['PointsSelector']): Promise<void> => {
    for (const { name } of await collections.inUse())
      await gone(line.call((client) => client.delete(name, { wait: true, ...selector })));
  };

  return {
    upsert,
    search: (input) => search(line, collections, dense, input),
    async setPayload(documentId, payload) {
      const fields = changedFields(payload);
      if (Object.keys(fields).length === 0) return;
      for (const { name } of await collections.inUse())
        await gone(
          line.call((client) =>
            client.setPayload(name, { wait: true, payload: fields, filter: pointsOf('document_id', [documentId]) }),
          ),
        );
    },
    async deleteByDocument(ids) {
      if (ids.length > 0) await remove({ filter: pointsOf('document_id', ids) });
    },
    async deleteByVersion(ids) {
      if (ids.length > 0) await remove({ filter: pointsOf('version_id', ids) });
    },
    async deletePassages(ids) {
      if (ids.length > 0) await remove({ points: [...ids] });
    },
    async rebuild(source) {
      await rebuild(line, collections, dense, source);
      return await readStats(line, collections);
    },
    async snapshot() {
      const [live] = await collections.ready(dense);
      const made = await line.call((client) => client.createSnapshot(live!.name, { wait: true }));
      if (!made) return null;
      return { name: made.name, createdAt: new Date(`${made.creation_time}Z`), bytes: made.size };
    },
    stats: () => readStats(line, collections),
    status: () => readStatus(collections, dense),
    close: () => Promise.resolve(),
  };
}

/** A collection that was dropped between the question and the change needs no change. */
async function gone(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (thrown) {
    if (!refusedWith(thrown, 404)) throw thrown;
  }
}

function checkLengths(passages: readonly IndexedPassage[], { dimension }: DenseModel): void {
  const wrong = passages.find((one) => one.dense !== null && one.dense.length !== dimension)?.dense?.length;
  if (wrong !== undefined)
    throw knowledgeIndexError('knowledge.wrong_dimension', { details: { expected: dimension, actual: wrong } });
}

async function putPoints(
  line: QdrantLine,
  name: string,
  passages: readonly IndexedPassage[],
  withDense: boolean,
  mode: Schemas['UpdateMode'],
): Promise<void> {
  for (let from = 0; from < passages.length; from += BATCH) {
    const points = passages.slice(from, from + BATCH).map((one) => toPoint(one, withDense));
    // Servers before 1.16 know no mode, so the usual one is left out.
    const how = mode === 'upsert' ? {} : { update_mode: mode };
    await line.call((client) => client.upsert(name, { wait: true, points, ...how }));
  }
}

async function search(
  line: QdrantLine,
  collections: Collections,
  dense: DenseModel | null,
  input: IndexQuery,
): Promise<ScoredPassage[]> {
  if (input.filter.access.length === 0) return [];
  const filter = toFilter(input.filter);
  const limit = Math.max(1, Math.trunc(input.limit));
  const lists: Schemas['Prefetch'][] = [];
  const each = input.sparse && input.dense ? Math.max(limit, input.prefetch ?? limit) : limit;
  if (input.sparse)
    lists.push({
      query: { indices: [...input.sparse.indices], values: [...input.sparse.values] },
      using: SPARSE,
      filter,
      limit: each,
    });
  if (input.dense && (await collections.takesDense(collections.alias, dense)))
    lists.push({ query: [...input.dense], using: DENSE, filter, limit: each });
  const [only] = lists;
  if (!only) return [];
  const request: Schemas['QueryRequest'] =
    input.sparse && input.dense
      ? { prefetch: lists, query: { fusion: 'rrf' }, filter, limit, with_payload: true }
      : { ...only, limit, with_payload: true };
  try {
    const { points } = await line.call((client) => client.query(collections.alias, request));
    return points.map(toPassage).sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  } catch (thrown) {
    // Nothing was ever put into it.
    if (refusedWith(thrown, 404)) return [];
    throw thrown;
  }
}

async function rebuild(
  line: QdrantLine,
  collections: Collections,
  dense: DenseModel | null,
  source: RebuildSource,
): Promise<void> {
  const name = await collections.begin(dense);
  for await (const batch of source.batches()) await putPoints(line, name, batch, dense !== null, 'insert_only');
  let offset: Schemas['ExtendedPointId'] | undefined;
  do {
    const page = await line.call((client) =>
      client.scroll(name, {
        limit: CHECK,
        with_payload: false,
        with_vector: false,
        ...(offset === undefined ? {} : { offset }),
      }),
    );
    const ids = page.points.map((point) => String(point.id));
    const wanted = await source.existing(ids);
    const unwanted = ids.filter((id) => !wanted.has(id));
    if (unwanted.length > 0) await line.call((client) => client.delete(name, { wait: true, points: unwanted }));
    offset = (page.next_page_offset ?? undefined) as Schemas['ExtendedPointId'] | undefined;
  } while (offset !== undefined);
  const building = (await collections.inUse()).find((one) => one.role === 'building');
  if (building?.name !== name)
    throw knowledgeIndexError('knowledge.index_unavailable', { details: { reason: 'another rebuild began' } });
  await collections.switchTo(name);
}

async function readStats(line: QdrantLine, collections: Collections): Promise<IndexStats> {
  const live = (await collections.inUse()).find((one) => one.role === 'live');
  if (!live) return { passages: 0, documents: 0, dense: 0, generation: 0 };
  const count = async (filter?: Schemas['Filter']): Promise<number> =>
    (await line.call((client) => client.count(live.name, { exact: true, ...(filter ? { filter } : {}) }))).count;
  const documents = await line.call((client) =>
    client.facet(live.name, { key: 'document_id', limit: MOST_DOCUMENTS, exact: true }),
  );
  return {
    passages: await count(),
    documents: documents.hits.length,
    dense: await count({ must: [{ has_vector: DENSE }] }),
    generation: Number(live.name.slice(collections.alias.length + 1)),
  };
}

const OTHER_MODEL = {
  zh: '索引里的向量来自另一个模型（或还没有向量），语义检索暂停，请重建索引。',
  en: 'The index has no vectors of this model: semantic search rests until it is rebuilt.',
};

async function readStatus(collections: Collections, dense: DenseModel | null): Promise<IndexStatus> {
  const live = (await collections.inUse()).find((one) => one.role === 'live');
  if (!dense) return { adapter: 'qdrant', state: 'up', dense: false, missing: [] };
  const fits = !live || (await collections.takesDense(live.name, dense));
  return fits
    ? { adapter: 'qdrant', state: 'up', dense: true, missing: [] }
    : { adapter: 'qdrant', state: 'degraded', dense: false, missing: [OTHER_MODEL] };
}
