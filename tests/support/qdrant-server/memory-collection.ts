import type { Schemas } from '@qdrant/js-client-rest';
import { matches, type StoredPoint } from './filter-points.ts';

type Create = Schemas['CreateCollection'];
type Sparse = { readonly indices: number[]; readonly values: number[] };

/** A fault the server answers with a status, in Qdrant's words. */
export class WireFault extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

interface Hit {
  readonly point: StoredPoint;
  readonly score: number;
}

/** One collection: points, and the three kinds of queries over them. */
export class MemoryCollection {
  readonly config: Create;
  readonly points = new Map<string | number, StoredPoint>();
  readonly indexes = new Map<string, string>();
  /** Per sparse vector: term, then point and weight. */
  readonly #postings = new Map<string, Map<number, Map<StoredPoint, number>>>();
  #operations = 0;

  constructor(config: Create) {
    this.config = config;
  }

  nextOperation(): number {
    return (this.#operations += 1);
  }

  put(structs: readonly Schemas['PointStruct'][], mode: string | undefined): void {
    for (const struct of structs) this.#checkVectors(struct);
    for (const struct of structs) {
      const known = this.points.has(struct.id);
      if ((mode === 'insert_only' && known) || (mode === 'update_only' && !known)) continue;
      this.remove(struct.id);
      const point = {
        id: struct.id,
        vectors: struct.vector as unknown as StoredPoint['vectors'],
        payload: (struct.payload as Record<string, unknown> | null) ?? {},
      };
      this.points.set(struct.id, point);
      this.#post(point);
    }
  }

  remove(id: string | number): void {
    const point = this.points.get(id);
    if (!point) return;
    this.points.delete(id);
    for (const [name, vector] of Object.entries(point.vectors))
      if (!Array.isArray(vector))
        for (const term of (vector as Sparse).indices) this.#postings.get(name)?.get(term)?.delete(point);
  }

  #post(point: StoredPoint): void {
    for (const [name, vector] of Object.entries(point.vectors)) {
      if (Array.isArray(vector)) continue;
      const terms = this.#postings.get(name) ?? new Map<number, Map<StoredPoint, number>>();
      this.#postings.set(name, terms);
      const { indices, values } = vector as Sparse;
      for (const [at, term] of indices.entries()) {
        const holders = terms.get(term) ?? new Map<StoredPoint, number>();
        terms.set(term, holders.set(point, values[at]!));
      }
    }
  }

  select(filter: Schemas['Filter'] | null | undefined): StoredPoint[] {
    return [...this.points.values()].filter((point) => matches(point, filter));
  }

  /** Best first; equal scores in the order of their ids. */
  query(request: Schemas['QueryRequest'] | Schemas['Prefetch']): Hit[] {
    const prefetch = [request.prefetch ?? []].flat();
    const limit = request.limit ?? 10;
    const hits =
      prefetch.length > 0
        ? this.#fuse(
            prefetch.map((one) => this.query(one)),
            request.query,
          )
        : this.#nearest(request);
    return hits
      .filter((hit) => matches(hit.point, request.filter))
      .sort((a, b) => b.score - a.score || (String(a.point.id) < String(b.point.id) ? -1 : 1))
      .slice(0, limit);
  }

  #fuse(lists: readonly Hit[][], query: unknown): Hit[] {
    if ((query as { fusion?: string } | null)?.fusion !== 'rrf')
      throw new Error(`a fusion this server does not know: ${JSON.stringify(query)}`);
    const k = 2;
    const scores = new Map<StoredPoint, number>();
    for (const list of lists)
      for (const [place, { point }] of list.entries()) scores.set(point, (scores.get(point) ?? 0) + 1 / (k + place));
    return Array.from(scores, ([point, score]) => ({ point, score }));
  }

  #nearest(request: Schemas['QueryRequest'] | Schemas['Prefetch']): Hit[] {
    const name = request.using ?? '';
    const query = request.query as unknown;
    // Filtered before it is cut: a forbidden point takes no place.
    if (Array.isArray(query)) {
      this.#checkDense(name, query as number[]);
      const points = this.select(request.filter).filter((point) => name in point.vectors);
      return points.map((point) => ({ point, score: cosine(query as number[], point.vectors[name] as number[]) }));
    }
    return this.#sparse(name, query as Sparse).filter((hit) => matches(hit.point, request.filter));
  }

  #sparse(name: string, query: Sparse): Hit[] {
    const config = this.config.sparse_vectors?.[name];
    if (!config) throw new WireFault(400, `Wrong input: Not existing vector name error: ${name}`);
    let all = 0;
    for (const point of this.points.values()) if (name in point.vectors) all += 1;
    const scores = new Map<StoredPoint, number>();
    for (const [at, term] of query.indices.entries()) {
      const holders = this.#postings.get(name)?.get(term) ?? new Map<StoredPoint, number>();
      const idf = Math.log((all - holders.size + 0.5) / (holders.size + 0.5) + 1);
      const weight = query.values[at]! * (config.modifier === 'idf' ? idf : 1);
      for (const [point, value] of holders) scores.set(point, (scores.get(point) ?? 0) + weight * value);
    }
    return Array.from(scores, ([point, score]) => ({ point, score }));
  }

  #checkVectors(struct: Schemas['PointStruct']): void {
    for (const [name, vector] of Object.entries(struct.vector as Record<string, unknown>)) {
      if (Array.isArray(vector)) this.#checkDense(name, vector as number[]);
      else if (!this.config.sparse_vectors?.[name])
        throw new WireFault(400, `Wrong input: Not existing vector name error: ${name}`);
      else if (new Set((vector as Sparse).indices).size !== (vector as Sparse).indices.length)
        throw new WireFault(422, 'Validation error: indices must be unique');
    }
  }

  #checkDense(name: string, vector: readonly number[]): void {
    const size = (this.config.vectors as Record<string, { size: number }> | undefined)?.[name]?.size;
    if (size === undefined) throw new WireFault(400, `Wrong input: Not existing vector name error: ${name}`);
    if (size !== vector.length)
      throw new WireFault(400, `Wrong input: Vector dimension error: expected dim: ${size}, got ${vector.length}`);
  }
}

function cosine(a: readonly number[], b: readonly number[]): number {
  let dot = 0;
  let left = 0;
  let right = 0;
  for (const [at, value] of a.entries()) {
    dot += value * b[at]!;
    left += value * value;
    right += b[at]! * b[at]!;
  }
  return dot / Math.sqrt(left * right || 1);
}
