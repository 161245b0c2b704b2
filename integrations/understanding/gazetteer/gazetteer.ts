import type { GazetteerEntry, Mention, MentionCandidate, NameKind } from './gazetteer-entry.ts';
import { foldSurface, nameVariants, type IndexedName } from './name-variants.ts';
import { SlipIndex } from './slip-index.ts';
import { wordStarts } from '../../../kernel/chinese-words.ts';
import { WordIndex } from '../word-index.ts';

/**
 * All names a sentence may mention, kept in memory and changed at run time. Reading a sentence costs a few hash lookups a
 * character, whatever the number of names.
 */
export class Gazetteer {
  readonly #entries = new Map<string, GazetteerEntry>();
  readonly #names = new WordIndex<IndexedName>();
  readonly #slips = new SlipIndex();

  constructor(entries: Iterable<GazetteerEntry> = []) {
    for (const entry of entries) this.add(entry);
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Adds an entry, or replaces the one of the same kind and id. */
  add(entry: GazetteerEntry): void {
    this.remove(entry.kind, entry.id);
    this.#entries.set(entryKey(entry.kind, entry.id), entry);
    for (const variant of nameVariants(entry)) {
      const name: IndexedName = { ...variant, entry };
      this.#names.add(name.text, name);
      this.#slips.add(name);
    }
  }

  /** As `add`: the entry of that kind and id has other names now. */
  update(entry: GazetteerEntry): void {
    this.add(entry);
  }

  /** Forgets an entry; unknown ones are ignored. */
  remove(kind: NameKind, id: string): void {
    const entry = this.#entries.get(entryKey(kind, id));
    if (!entry) return;
    this.#entries.delete(entryKey(kind, id));
    for (const { text } of nameVariants(entry)) {
      this.#names.remove(text, (name) => name.entry === entry);
      this.#slips.remove(text, entry);
    }
  }

  get(kind: NameKind, id: string): GazetteerEntry | undefined {
    return this.#entries.get(entryKey(kind, id));
  }

  /** The entries a text names as a whole (trimmed), best match first. */
  lookup(text: string, kinds?: readonly NameKind[]): MentionCandidate[] {
    const names = this.#names.get(foldSurface(text).trim());
    return best(names.filter((name) => !kinds || kinds.includes(name.entry.kind)));
  }

  /** The names of a kind, for lists of values. */
  namesOf(kind: NameKind): string[] {
    return [...this.#entries.values()].filter((entry) => entry.kind === kind).map((entry) => entry.name);
  }

  /**
   * Every place of the sentence where a name stands, overlapping ones included; the caller decides between them. `text`
   * must be folded as `foldSurface` does.
   */
  findMentions(text: string): Mention[] {
    const words = wordStarts(text);
    return this.#names
      .find(text)
      .map(({ start, end, values }) => ({
        start,
        end,
        candidates: best(values.filter((name) => standsFree(text, start, end, words, name.match === 'part'))),
      }))
      .filter(
        ({ candidates }) =>
          candidates.length > 0 && (candidates[0]?.match !== 'part' || candidates.length <= MOST_PARTS),
      );
  }

  /**
   * Names written with a slip (same sound, one character wrong, pinyin letters) inside `[from, to)`, a stretch where
   * nothing exact was found. `ordinary` tells words that are never a slip of a name.
   */
  findSlips(text: string, from: number, to: number, ordinary: (word: string) => boolean): Mention[] {
    return this.#slips.find(text, from, to, ordinary);
  }
}

/** A piece of a name that more records share says too little to be a mention. */
const MOST_PARTS = 6;

function entryKey(kind: string, id: string): string {
  return `${kind}:${id}`;
}

/** Per kind, the candidates that match about as well as the best one of the kind. */
function best(names: readonly IndexedName[]): MentionCandidate[] {
  const top = new Map<NameKind, number>();
  for (const { entry, score } of names) top.set(entry.kind, Math.max(score, top.get(entry.kind) ?? 0));
  return names
    .filter((name) => name.score >= (top.get(name.entry.kind) ?? 0) - 0.1)
    .map(({ entry, match, score }) => ({ entry, match, score }))
    .toSorted((a, b) => b.score - a.score);
}

/**
 * A letter name must not be a piece of a longer word. A short Chinese name must not be made of the ends of two dictionary
 * words («大成» in 「最大成交」), and a mere piece of a name must not cut even one.
 */
function standsFree(text: string, start: number, end: number, words: Int32Array, strict: boolean): boolean {
  if (isLetter(text, start) && isLetter(text, start - 1)) return false;
  if (isLetter(text, end - 1) && isLetter(text, end)) return false;
  if (end - start > 3 || isLetter(text, start)) return true;
  const cutsFront = (words[start] ?? start) < start;
  const cutsBack = end < text.length && (words[end] ?? end) < end && (words[end] ?? end) >= start;
  return strict ? !cutsFront && !cutsBack : !(cutsFront && cutsBack);
}

function isLetter(text: string, at: number): boolean {
  return /[a-z0-9]/.test(text[at] ?? '');
}
