import type { EntityManager } from '../../../db/orm.ts';
import { changedRows } from './read-rows.ts';
import { findGeneration, liveGeneration, type Generation } from './generations.ts';
import { PassageTable } from './passage-table.ts';

interface Known {
  readonly generation: number;
  readonly table: PassageTable;
  revision: number;
}

/**
 * The table of the live generation in this process, made equal to the database before each search: one short question when
 * nothing changed, the changed rows otherwise. After a rebuild the former generation answers until the new one is read.
 */
export class LiveTable {
  readonly #em: () => EntityManager;
  readonly #onError: (error: unknown) => void;
  #known: Known | undefined;
  #following: Promise<Known | undefined> | undefined;
  #loading: Promise<void> | undefined;

  constructor(em: () => EntityManager, onError: (error: unknown) => void) {
    this.#em = em;
    this.#onError = onError;
  }

  /** The table as of now; undefined while there is no index at all. Callers that come together read together. */
  async current(): Promise<PassageTable | undefined> {
    // A reader that joins a reading under way might miss what was committed since: it reads once more.
    await this.#following?.catch(() => undefined);
    this.#following ??= this.#follow().finally(() => {
      this.#following = undefined;
    });
    return (await this.#following)?.table;
  }

  /** Bytes and passages held now. */
  get held(): { readonly bytes: number; readonly passages: number } {
    return { bytes: this.#known?.table.bytes ?? 0, passages: this.#known?.table.size ?? 0 };
  }

  /** Waits for a table that is being read behind the one in use. */
  async settled(): Promise<void> {
    await this.#loading;
  }

  async #follow(): Promise<Known | undefined> {
    const em = this.#em();
    const live = await liveGeneration(em);
    if (!live) return (this.#known = undefined);
    const known = this.#known;
    if (!known) return (this.#known = await this.#load(live));
    if (known.generation === live.id) {
      if (known.revision < live.floorRevision || known.table.worthSweeping) this.#known = await this.#load(live);
      else await this.#catchUp(known, live);
      return this.#known;
    }
    const former = await findGeneration(em, known.generation);
    if (!former) return (this.#known = await this.#load(live));
    this.#loading ??= this.#replace(live).finally(() => {
      this.#loading = undefined;
    });
    await this.#catchUp(known, former);
    return known;
  }

  async #replace(live: Generation): Promise<void> {
    try {
      this.#known = await this.#load(live);
    } catch (thrown) {
      this.#onError(thrown);
    }
  }

  async #load(live: Generation): Promise<Known> {
    const known = { generation: live.id, table: new PassageTable(), revision: 0 };
    await this.#catchUp(known, live);
    return known;
  }

  async #catchUp(known: Known, generation: Generation): Promise<void> {
    if (known.revision === generation.revision) return;
    for await (const rows of changedRows(this.#em(), known.generation, known.revision, generation.revision))
      for (const row of rows) known.table.apply(row);
    known.revision = generation.revision;
  }
}
