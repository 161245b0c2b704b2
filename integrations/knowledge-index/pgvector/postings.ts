import type { SparseVector } from '../../../knowledge/index/passage.ts';
import { inverseFrequency, WEIGHT_STEP } from '../../../knowledge/vectors/bm25.ts';

const WEIGHT_BITS = 8;
const FIRST_BLOCK = 2;
const LARGEST_BLOCK = 1024;
const LARGE = 1 << 22;

/**
 * An inverted file in typed arrays: for each term the places of its passages with their weights, a place being a
 * passage's number in this process. A posting is one 32-bit word (24 bits of place, 8 of weight). A term's postings lie in
 * a chain of blocks that double in size, so that half a million rare terms cost no objects and common ones read like a
 * list. Places only grow; removed passages are skipped by the caller and leave the counts at once.
 */
export class Postings {
  #slots = new Map<number, number>();
  /** Per slot: first block, block being filled, places left in it, passages that have the term. */
  #first = new Uint32Array(1024);
  #last = new Uint32Array(1024);
  #room = new Uint32Array(1024);
  #counts = new Uint32Array(1024);
  /** Block: [next block, size, postings…]. Block 0 is none. */
  #arena = new Uint32Array(1 << 16);
  #used = 1;

  /** Bytes held. */
  get bytes(): number {
    const perSlot = this.#first.byteLength * 4;
    return this.#arena.byteLength + perSlot + this.#slots.size * 40;
  }

  add(place: number, terms: SparseVector): void {
    for (const [at, term] of terms.indices.entries()) {
      const slot = this.#slotOf(term);
      if (this.#room[slot] === 0) this.#grow(slot);
      const block = this.#last[slot]!;
      const free = block + 2 + this.#arena[block + 1]! - this.#room[slot]!;
      this.#arena[free] = (place << WEIGHT_BITS) | Math.round(terms.values[at]! / WEIGHT_STEP);
      this.#room[slot]! -= 1;
      this.#counts[slot]! += 1;
    }
  }

  /** Takes a removed passage out of the counts that idf is made from. */
  discount(terms: SparseVector): void {
    for (const term of terms.indices) {
      const slot = this.#slots.get(term);
      if (slot !== undefined) this.#counts[slot]! -= 1;
    }
  }

  /** Adds each place's dot product with the question, idf included, to `scores`. `passages` counts those that are there. */
  score(question: SparseVector, passages: number, scores: Float64Array): void {
    for (const [at, term] of question.indices.entries()) {
      const slot = this.#slots.get(term);
      if (slot === undefined || this.#counts[slot] === 0) continue;
      const factor = question.values[at]! * inverseFrequency(passages, this.#counts[slot]!) * WEIGHT_STEP;
      this.#scoreTerm(slot, factor, scores);
    }
  }

  #scoreTerm(slot: number, factor: number, scores: Float64Array): void {
    const arena = this.#arena;
    const last = this.#last[slot]!;
    for (let block = this.#first[slot]!; block !== 0; block = arena[block]!) {
      const size = arena[block + 1]! - (block === last ? this.#room[slot]! : 0);
      for (let at = block + 2; at < block + 2 + size; at += 1) {
        const posting = arena[at]!;
        scores[posting >>> WEIGHT_BITS]! += factor * (posting & 0xff);
      }
    }
  }

  #slotOf(term: number): number {
    const known = this.#slots.get(term);
    if (known !== undefined) return known;
    const slot = this.#slots.size;
    this.#slots.set(term, slot);
    if (slot >= this.#first.length) {
      this.#first = enlarged(this.#first);
      this.#last = enlarged(this.#last);
      this.#room = enlarged(this.#room);
      this.#counts = enlarged(this.#counts);
    }
    return slot;
  }

  #grow(slot: number): void {
    const before = this.#last[slot]!;
    const size = before === 0 ? FIRST_BLOCK : Math.min(LARGEST_BLOCK, this.#arena[before + 1]! * 2);
    if (this.#used + size + 2 > this.#arena.length) this.#arena = enlarged(this.#arena);
    const block = this.#used;
    this.#used += size + 2;
    this.#arena[block + 1] = size;
    if (before === 0) this.#first[slot] = block;
    else this.#arena[before] = block;
    this.#last[slot] = block;
    this.#room[slot] = size;
  }
}

/** Doubles a small array; a large one grows by a quarter, since both lie in memory while it is copied. */
function enlarged(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length < LARGE ? array.length * 2 : Math.ceil(array.length * 1.25));
  larger.set(array);
  return larger;
}
