import type { EntityManager } from '../../db/orm.ts';
import { query } from '../../db/query.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { EventBus } from '../../kernel/bus/events.ts';
import { makeLexicon, type Lexicon } from '../text/lexicon.ts';

/** Events may get lost: after this long the table is read again in any case. */
const FRESH_FOR_MS = 60_000;

/** The synonyms as the search knows them: read once, and again after an edit was told. */
export class LexiconStore {
  readonly #em: () => EntityManager;
  readonly #clock: Clock;
  readonly #unsubscribe: () => void;
  #lexicon: Promise<Lexicon> | undefined;
  #readAt = 0;

  constructor(parts: { readonly em: () => EntityManager; readonly clock: Clock; readonly bus: EventBus }) {
    this.#em = parts.em;
    this.#clock = parts.clock;
    this.#unsubscribe = parts.bus.subscribe('knowledge.synonyms_changed', () => {
      this.#lexicon = undefined;
    });
  }

  async current(): Promise<Lexicon> {
    const now = this.#clock.now().getTime();
    if (now - this.#readAt > FRESH_FOR_MS) this.#lexicon = undefined;
    if (!this.#lexicon) {
      this.#readAt = now;
      const reading = this.#read();
      this.#lexicon = reading;
      // A failure is not remembered.
      reading.catch(() => {
        if (this.#lexicon === reading) this.#lexicon = undefined;
      });
    }
    return await this.#lexicon;
  }

  stop(): void {
    this.#unsubscribe();
  }

  async #read(): Promise<Lexicon> {
    const rows = await query<{ words: string[] }>(this.#em(), 'select words from knowledge_synonym order by id');
    return makeLexicon(rows.map((row) => row.words));
  }
}
