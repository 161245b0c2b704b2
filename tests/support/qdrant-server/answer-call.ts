import type { Schemas } from '@qdrant/js-client-rest';
import { MemoryCollection, WireFault } from './memory-collection.ts';
import type { StoredPoint } from './filter-points.ts';
import type { QdrantState } from './start-qdrant-server.ts';

type Params = Record<string, string>;
type Answer = (state: QdrantState, params: Params, body: never) => unknown;

/** @throws WireFault 404 */
function collectionOf(state: QdrantState, name: string | undefined): MemoryCollection {
  const found = state.collections.get(state.aliases.get(name!) ?? name!);
  if (!found) throw new WireFault(404, `Not found: Collection \`${name}\` doesn't exist!`);
  return found;
}

const completed = (collection: MemoryCollection) => ({
  operation_id: collection.nextOperation(),
  status: 'completed',
});

const POINTS = '/collections/{collection_name}/points';

/** What the server does, by method and path of the description. */
const ANSWERS: Record<string, Answer> = {
  'GET /collections': ({ collections }) => ({ collections: Array.from(collections.keys(), (name) => ({ name })) }),
  'GET /aliases': ({ aliases }) => ({
    aliases: Array.from(aliases, ([alias_name, collection_name]) => ({ alias_name, collection_name })),
  }),
  'PUT /collections/{collection_name}': (state, { collection_name: name }, body: Schemas['CreateCollection']) => {
    if (state.collections.has(name!)) throw new WireFault(409, `Wrong input: Collection \`${name}\` already exists!`);
    state.collections.set(name!, new MemoryCollection(body));
    return true;
  },
  'DELETE /collections/{collection_name}': (state, { collection_name: name }) => {
    for (const [alias, target] of state.aliases) if (target === name) state.aliases.delete(alias);
    return state.collections.delete(name!);
  },
  'GET /collections/{collection_name}': (state, { collection_name: name }) => infoOf(collectionOf(state, name)),
  'PUT /collections/{collection_name}/index': (
    state,
    { collection_name: name },
    body: { field_name: string; field_schema: string },
  ) => {
    const collection = collectionOf(state, name);
    collection.indexes.set(body.field_name, body.field_schema);
    return completed(collection);
  },
  'POST /collections/aliases': (state, _params, body: Schemas['ChangeAliasesOperation']) => {
    for (const action of body.actions) {
      if ('delete_alias' in action) state.aliases.delete(action.delete_alias.alias_name);
      else if ('create_alias' in action) {
        collectionOf(state, action.create_alias.collection_name);
        state.aliases.set(action.create_alias.alias_name, action.create_alias.collection_name);
      } else throw new Error('renaming of aliases is not known here');
    }
    return true;
  },
  [`PUT ${POINTS}`]: (state, { collection_name: name }, body: Schemas['PointsList']) => {
    const collection = collectionOf(state, name);
    collection.put(body.points, body.update_mode as string | undefined);
    return completed(collection);
  },
  [`POST ${POINTS}/delete`]: (
    state,
    { collection_name: name },
    body: { points?: (string | number)[]; filter?: Schemas['Filter'] },
  ) => {
    const collection = collectionOf(state, name);
    const ids = body.points ?? collection.select(body.filter).map((point) => point.id);
    for (const id of ids) collection.remove(id);
    return completed(collection);
  },
  [`POST ${POINTS}/payload`]: (state, { collection_name: name }, body: Schemas['SetPayload']) => {
    const collection = collectionOf(state, name);
    for (const point of collection.select(body.filter)) point.payload = { ...point.payload, ...body.payload };
    return completed(collection);
  },
  [`POST ${POINTS}/query`]: (state, { collection_name: name }, body: Schemas['QueryRequest']) => ({
    points: collectionOf(state, name)
      .query(body)
      .map(({ point, score }) => ({
        id: point.id,
        version: 0,
        score,
        ...(body.with_payload === true ? { payload: point.payload } : {}),
      })),
  }),
  [`POST ${POINTS}/count`]: (state, { collection_name: name }, body: Schemas['CountRequest']) => ({
    count: collectionOf(state, name).select(body.filter).length,
  }),
  [`POST ${POINTS}/scroll`]: (state, { collection_name: name }, body: Schemas['ScrollRequest']) => {
    const all = collectionOf(state, name).select(body.filter).sort(byId);
    const from = body.offset === undefined ? 0 : all.findIndex((point) => String(point.id) >= String(body.offset));
    const page = from === -1 ? [] : all.slice(from, from + (body.limit ?? 10));
    const next = all[(from === -1 ? all.length : from) + page.length];
    return { points: page.map((point) => ({ id: point.id })), next_page_offset: next?.id ?? null };
  },
  'POST /collections/{collection_name}/facet': (state, { collection_name: name }, body: Schemas['FacetRequest']) => {
    const counts = new Map<string, number>();
    for (const point of collectionOf(state, name).select(body.filter)) {
      const value = String(point.payload[body.key]);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return { hits: Array.from(counts, ([value, count]) => ({ value, count })).slice(0, body.limit ?? 10) };
  },
  'POST /collections/{collection_name}/snapshots': (state, { collection_name: name }) => {
    collectionOf(state, name);
    return { name: `${name}-1.snapshot`, creation_time: '2026-11-18T02:20:00', size: 1024, checksum: null };
  },
};

/** @throws Error for calls that are not made by us, so that no test passes by accident */
export function answerCall(state: QdrantState, call: string, params: Params, body: unknown): unknown {
  const answer = ANSWERS[call];
  if (!answer) throw new Error(`this server does not answer ${call}`);
  return answer(state, params, body as never);
}

const byId = (a: StoredPoint, b: StoredPoint): number => (String(a.id) < String(b.id) ? -1 : 1);

function infoOf({ config, points, indexes }: MemoryCollection) {
  return {
    status: 'green',
    optimizer_status: 'ok',
    points_count: points.size,
    segments_count: 1,
    config: {
      params: { vectors: config.vectors, sparse_vectors: config.sparse_vectors },
      hnsw_config: { m: 16, ef_construct: 100, full_scan_threshold: 10_000 },
      optimizer_config: {
        deleted_threshold: 0.2,
        vacuum_min_vector_number: 1000,
        default_segment_number: 2,
        flush_interval_sec: 5,
      },
      ...(config.metadata ? { metadata: config.metadata } : {}),
    },
    payload_schema: Object.fromEntries(
      Array.from(indexes, ([field, type]) => [field, { data_type: type, points: points.size }]),
    ),
  };
}
