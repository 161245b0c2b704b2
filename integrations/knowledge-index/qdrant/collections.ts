import type { QdrantClient, Schemas } from '@qdrant/js-client-rest';
import type { Clock } from '../../../kernel/clock.ts';
import type { DenseModel } from '../../../knowledge/index/dense-model.ts';
import { DENSE, SPARSE } from './point.ts';
import { refusedWith, type QdrantLine } from './qdrant-line.ts';

/** A collection as the index uses it. */
export interface Collection {
  readonly name: string;
  readonly role: 'live' | 'building';
}

/** Searched by exact values, and by ranges. */
const KEYWORDS = ['visibility', 'document_id', 'version_id', 'categories', 'tags'] as const;
const RANGES = ['valid_from', 'valid_until'] as const;
/** How long a process goes by what it read of a collection: another one may rebuild it meanwhile. */
const KNOWN_FOR_MS = 15_000;
/** Where a collection notes the model of its dense vectors. */
const MODEL = 'embedding_model';

/**
 * Names: readers ask the alias `<prefix>`, which leads to the collection `<prefix>_<n>`; while a rebuild fills another one,
 * the alias `<prefix>_building` leads to that.
 */
export class Collections {
  readonly #line: QdrantLine;
  readonly alias: string;
  readonly #building: string;
  readonly #clock: Clock;
  readonly #fits = new Map<string, { readonly at: number; readonly fits: boolean }>();

  constructor(line: QdrantLine, alias: string, clock: Clock) {
    this.#line = line;
    this.alias = alias;
    this.#building = `${alias}_building`;
    this.#clock = clock;
  }

  /** The live collection and, while there is one, the one being built: what changes have to reach. */
  async inUse(): Promise<Collection[]> {
    const { aliases } = await this.#line.call((client) => client.getAliases());
    return aliases.flatMap(({ alias_name: alias, collection_name: name }): Collection[] => {
      if (alias === this.alias) return [{ name, role: 'live' }];
      return alias === this.#building ? [{ name, role: 'building' }] : [];
    });
  }

  /** As `inUse`, after making the first collection where there is none. */
  async ready(dense: DenseModel | null): Promise<Collection[]> {
    const known = await this.inUse();
    if (known.some((one) => one.role === 'live')) return known;
    // Several processes may come here at once: the first collection has a name that all of them know.
    const name = `${this.alias}_1`;
    await this.#create(name, dense);
    await this.#change([{ create_alias: { alias_name: this.alias, collection_name: name } }]);
    this.#fits.clear();
    return await this.inUse();
  }

  /** A new empty collection under the alias of the one being built. What a former try left is dropped. */
  async begin(dense: DenseModel | null): Promise<string> {
    await this.#dropUnused();
    const numbers = (await this.#ownNames()).map((one) => Number(one.slice(this.alias.length + 1)));
    const name = `${this.alias}_${Math.max(0, ...numbers) + 1}`;
    await this.#create(name, dense);
    await this.#change([{ create_alias: { alias_name: this.#building, collection_name: name } }]);
    return name;
  }

  /** Readers get the new collection from one request to the next; the old one is dropped. */
  async switchTo(name: string): Promise<void> {
    const before = (await this.inUse()).find((one) => one.role === 'live');
    await this.#change([
      { delete_alias: { alias_name: this.#building } },
      ...(before ? [{ delete_alias: { alias_name: this.alias } }] : []),
      { create_alias: { alias_name: this.alias, collection_name: name } },
    ]);
    this.#fits.clear();
    if (before) await this.#line.call((client) => client.deleteCollection(before.name));
  }

  /** Whether dense vectors of the model fit into the collection (or alias); known for a while. */
  async takesDense(name: string, dense: DenseModel | null): Promise<boolean> {
    if (!dense) return false;
    const now = this.#clock.now().getTime();
    const known = this.#fits.get(name);
    if (known && now - known.at < KNOWN_FOR_MS) return known.fits;
    const fits = await this.#fitsModel(name, dense);
    this.#fits.set(name, { at: now, fits });
    return fits;
  }

  async #fitsModel(name: string, dense: DenseModel): Promise<boolean> {
    const info = await this.info(name);
    const size = sizeOfDense(info?.config.params.vectors);
    const model: unknown = info?.config.metadata?.[MODEL];
    return size === dense.dimension && (model === undefined || model === dense.model);
  }

  async info(name: string): Promise<Awaited<ReturnType<QdrantClient['getCollection']>> | undefined> {
    try {
      return await this.#line.call((client) => client.getCollection(name));
    } catch (thrown) {
      if (refusedWith(thrown, 404)) return undefined;
      throw thrown;
    }
  }

  /** Makes a collection with its payload indexes; one that is there already stays as it is. */
  async #create(name: string, dense: DenseModel | null): Promise<void> {
    const config: Schemas['CreateCollection'] = {
      vectors: dense ? { [DENSE]: { size: dense.dimension, distance: 'Cosine' } } : {},
      sparse_vectors: { [SPARSE]: { modifier: 'idf' } },
      ...(dense ? { metadata: { [MODEL]: dense.model } } : {}),
    };
    try {
      await this.#line.call((client) => client.createCollection(name, config));
    } catch (thrown) {
      if (!refusedWith(thrown, 409)) throw thrown;
    }
    for (const [fields, schema] of [
      [KEYWORDS, 'keyword'],
      [RANGES, 'integer'],
    ] as const)
      for (const field of fields)
        await this.#line.call((client) =>
          client.createPayloadIndex(name, { wait: true, field_name: field, field_schema: schema }),
        );
  }

  async #dropUnused(): Promise<void> {
    const live = (await this.inUse()).find((one) => one.role === 'live')?.name;
    const building = (await this.inUse()).some((one) => one.role === 'building');
    if (building) await this.#change([{ delete_alias: { alias_name: this.#building } }]);
    for (const name of await this.#ownNames())
      if (name !== live) await this.#line.call((client) => client.deleteCollection(name));
  }

  async #ownNames(): Promise<string[]> {
    const { collections } = await this.#line.call((client) => client.getCollections());
    const own = new RegExp(`^${this.alias}_\\d+$`);
    return collections.map((one) => one.name).filter((name) => own.test(name));
  }

  async #change(actions: Schemas['AliasOperations'][]): Promise<void> {
    await this.#line.call((client) => client.updateCollectionAliases({ actions }));
  }
}

function sizeOfDense(vectors: unknown): number | undefined {
  if (typeof vectors !== 'object' || vectors === null) return undefined;
  const named: unknown = Reflect.get(vectors, DENSE);
  const size: unknown = typeof named === 'object' && named !== null ? Reflect.get(named, 'size') : undefined;
  return typeof size === 'number' ? size : undefined;
}
