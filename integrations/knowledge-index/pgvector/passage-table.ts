import type { IndexFilter } from '../../../knowledge/index/index.port.ts';
import type { PassagePayload, SparseVector } from '../../../knowledge/index/passage.ts';
import { allows } from './passage-filter.ts';
import { Postings } from './postings.ts';
import { TopPlaces, type ScoredPlace } from './top-places.ts';

/** A row of the index as the search needs it. */
export interface TableRow {
  readonly no: number;
  readonly passageId: string;
  readonly documentId: string;
  readonly payload: PassagePayload;
  readonly terms: SparseVector;
  readonly removed: boolean;
}

/** Removed places are swept out when there are more of them than half of those in use. */
const WORTH_SWEEPING = 5000;
const NOT_LIVING = 0;

/**
 * All passages of one generation in this process: the inverted file, and of each passage its address, document and payload.
 * Equal payloads are kept once, and a question looks at each of them once.
 */
export class PassageTable {
  readonly #postings = new Postings();
  readonly #placeOf = new Map<number, number>();
  readonly #nos: number[] = [];
  readonly #ids: string[] = [];
  /** Number of the payload + 1; 0 for a removed passage. */
  readonly #payloadOf: number[] = [];
  readonly #documentOf: number[] = [];
  readonly #payloads: PassagePayload[] = [];
  readonly #payloadNumbers = new Map<string, number>();
  readonly #documentNumbers = new Map<string, number>();
  #scores = new Float64Array(1024);
  #living = 0;

  get size(): number {
    return this.#living;
  }

  get worthSweeping(): boolean {
    const removed = this.#nos.length - this.#living;
    return removed > WORTH_SWEEPING && removed * 2 > this.#living;
  }

  /** Bytes held, roughly. */
  get bytes(): number {
    const perPassage = 180;
    return this.#postings.bytes + this.#scores.byteLength + this.#nos.length * perPassage;
  }

  /** Takes in a row as it is now: new, with another payload, or removed. */
  apply(row: TableRow): void {
    const known = this.#placeOf.get(row.no);
    if (known === undefined) {
      if (!row.removed) this.#add(row);
    } else if (row.removed) this.#remove(known, row);
    else this.#payloadOf[known] = this.#payloadNumber(row.payload) + 1;
  }

  /** The best passages a reader may be shown, best first; equal ones in the order of their ids. */
  search(question: SparseVector, filter: IndexFilter, limit: number): ScoredPlace[] {
    const places = this.#nos.length;
    if (this.#scores.length < places) this.#scores = new Float64Array(places * 2);
    const scores = this.#scores.fill(0, 0, places);
    this.#postings.score(question, this.#living, scores);
    const allowed = this.#payloads.map((payload) => allows(filter, payload));
    const documents = filter.documentIds && new Set(filter.documentIds.map((id) => this.#documentNumbers.get(id)));
    const top = new TopPlaces(limit);
    for (let place = 0; place < places; place += 1) {
      const score = scores[place]!;
      if (score <= top.threshold) continue;
      const payload = this.#payloadOf[place]!;
      if (payload === NOT_LIVING || !allowed[payload - 1]) continue;
      if (documents && !documents.has(this.#documentOf[place])) continue;
      top.add({ no: this.#nos[place]!, id: this.#ids[place]!, score });
    }
    return top.sorted();
  }

  #add(row: TableRow): void {
    const place = this.#nos.length;
    this.#placeOf.set(row.no, place);
    this.#nos.push(row.no);
    this.#ids.push(row.passageId);
    this.#payloadOf.push(this.#payloadNumber(row.payload) + 1);
    this.#documentOf.push(numberOf(this.#documentNumbers, row.documentId));
    this.#postings.add(place, row.terms);
    this.#living += 1;
  }

  #remove(place: number, row: TableRow): void {
    if (this.#payloadOf[place] === NOT_LIVING) return;
    this.#payloadOf[place] = NOT_LIVING;
    this.#postings.discount(row.terms);
    this.#living -= 1;
  }

  #payloadNumber(payload: PassagePayload): number {
    const number = numberOf(this.#payloadNumbers, JSON.stringify(payload));
    this.#payloads[number] ??= payload;
    return number;
  }
}

function numberOf(numbers: Map<string, number>, key: string): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, numbers.size);
  return numbers.size - 1;
}
