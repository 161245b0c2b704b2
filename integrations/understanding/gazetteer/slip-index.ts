import type { IndexedName } from './name-variants.ts';
import type { GazetteerEntry, MatchKind, Mention, MentionCandidate, NameKind } from './gazetteer-entry.ts';
import { letterKey, soundOf } from './sound-key.ts';
import { slipDistance } from './slip-distance.ts';
import { wordStarts } from '../../../kernel/chinese-words.ts';

const MAX_LENGTH = 12;
const LONGEST_FIRM = 8;
/** A pair of characters that so many names hold says nothing about which one is meant. */
const COMMON_PAIR = 200;
const PEOPLE: ReadonlySet<NameKind> = new Set(['person', 'contact', 'lead']);
/** Kinds whose names of two characters are trusted by sound, when the first character is right. */
const TWO_SOUNDS: ReadonlySet<NameKind> = new Set(['person', 'contact', 'lead', 'customer']);
/** Closed lists are short and their words ordinary: a slip there is more often another word. */
const EXACT_ONLY: ReadonlySet<NameKind> = new Set([
  'stage',
  'lead_status',
  'lead_grade',
  'activity_kind',
  'tag',
  'source',
  'team',
  'segment',
  'group',
  'robot',
]);

/** Finds names that were written with a slip, by sound and by pairs of characters that survived. */
export class SlipIndex {
  readonly #sounds = new Map<string, IndexedName[]>();
  readonly #pairs = new Map<string, IndexedName[]>();

  add(name: IndexedName): void {
    if (!isIndexed(name)) return;
    push(this.#sounds, joinedSound(name.text), name, Number.POSITIVE_INFINITY);
    if (name.text.length >= 3) for (const pair of pairsOf(name.text)) push(this.#pairs, pair, name, COMMON_PAIR);
  }

  remove(text: string, entry: GazetteerEntry): void {
    if (text.length > MAX_LENGTH) return;
    for (const [index, keys] of [
      [this.#sounds, [joinedSound(text)]],
      [this.#pairs, pairsOf(text)],
    ] as const) {
      for (const key of keys) {
        const rest = index.get(key)?.filter((name) => name.entry !== entry || name.text !== text);
        if (rest) index.set(key, rest);
      }
    }
  }

  find(text: string, from: number, to: number, ordinary: (word: string) => boolean): Mention[] {
    const words = wordStarts(text);
    const found: Mention[] = [...this.#byLetters(text, from, to)];
    for (let start = from; start < to; start += 1) {
      for (const length of [6, 5, 4, 3, 2]) {
        const end = start + length;
        if (end > to || /[^\p{Script=Han}a-z]/u.test(text.slice(start, end))) continue;
        if (isOrdinaryStretch(text, start, end, words, ordinary)) continue;
        const candidates = this.#bySound(text.slice(start, end));
        if (candidates.length > 0) found.push({ start, end, candidates });
      }
    }
    if (found.length === 0) found.push(...this.#byPairs(text, from, to, words, ordinary));
    return found;
  }

  #bySound(window: string): MentionCandidate[] {
    const names = this.#sounds.get(joinedSound(window)) ?? [];
    return candidatesOf(
      names.filter(
        (name) =>
          name.text.length === window.length &&
          (window.length > 2 ||
            (TWO_SOUNDS.has(name.entry.kind) && name.text[0] === window[0] && name.match !== 'part')),
      ),
      'sound',
      0.8,
    );
  }

  #byLetters(text: string, from: number, to: number): Mention[] {
    const found: Mention[] = [];
    for (const hit of text.slice(from, to).matchAll(/[a-z]{4,}/g)) {
      const names = this.#sounds.get(letterKey(hit[0])) ?? [];
      const start = from + hit.index;
      if (names.length > 0)
        found.push({ start, end: start + hit[0].length, candidates: candidatesOf(names, 'sound', 0.85) });
    }
    return found;
  }

  #byPairs(text: string, from: number, to: number, words: Int32Array, ordinary: (word: string) => boolean): Mention[] {
    const votes = new Map<IndexedName, number>();
    for (let at = from; at < to - 1; at += 1) {
      const names = this.#pairs.get(text.slice(at, at + 2));
      if (!names || names.length >= COMMON_PAIR) continue;
      for (const name of names) if (!votes.has(name)) votes.set(name, at - name.text.indexOf(text.slice(at, at + 2)));
    }
    const found: Mention[] = [];
    for (const [name, guess] of votes) {
      const place = slipPlace(text, from, to, name.text, guess) ?? shortenedPlace(text, from, to, name.text);
      if (!place || isOrdinaryStretch(text, place.start, place.end, words, ordinary)) continue;
      found.push({ ...place, candidates: candidatesOf([name], 'slip', name.text.length >= 4 ? 0.72 : 0.6) });
    }
    return mergeSamePlace(found);
  }
}

/** The window near `guess` that is the name but for one character: changed, left out, added or swapped. */
function slipPlace(
  text: string,
  from: number,
  to: number,
  name: string,
  guess: number,
): { start: number; end: number } | undefined {
  for (const start of [guess, guess - 1, guess + 1]) {
    for (const length of [name.length, name.length - 1, name.length + 1]) {
      if (start < from || start + length > to || length < 3) continue;
      const window = text.slice(start, start + length);
      // A name whose first character is another one is rather another name.
      if (window[0] === name[0] && !/[^\p{Script=Han}a-z]/u.test(window) && slipDistance(window, name) <= 1)
        return { start, end: start + length };
    }
  }
  return undefined;
}

/** 「慧眼相机」 for 「慧眼工业相机」: the first two characters, the last one, and some of those between, in order. */
function shortenedPlace(
  text: string,
  from: number,
  to: number,
  name: string,
): { start: number; end: number } | undefined {
  const start = text.indexOf(name.slice(0, 2), from);
  if (start < 0 || name.length < 5) return undefined;
  for (let length = name.length - 1; length >= 4; length -= 1) {
    const window = text.slice(start, start + length);
    if (start + length <= to && window.at(-1) === name.at(-1) && isSubsequence(window, name))
      return { start, end: start + length };
  }
  return undefined;
}

function isSubsequence(part: string, whole: string): boolean {
  let at = 0;
  for (const char of whole) if (char === part[at]) at += 1;
  return at === part.length;
}

function isIndexed(name: IndexedName): boolean {
  if (EXACT_ONLY.has(name.entry.kind) || name.match === 'code' || name.match === 'part') return false;
  // The long forms of a firm's name are rarely typed; its short ones are where slips happen.
  if (name.entry.kind === 'customer' && name.text.length > LONGEST_FIRM) return false;
  return name.text.length <= MAX_LENGTH && /^[\p{Script=Han}a-z]+$/u.test(name.text);
}

/** People are told apart by one character: only a same sound is taken for a slip, or a longer name. */
function candidatesOf(names: readonly IndexedName[], match: MatchKind, score: number): MentionCandidate[] {
  const seen = new Set<GazetteerEntry>();
  const candidates: MentionCandidate[] = [];
  for (const { entry, text } of names) {
    if (seen.has(entry) || (match === 'slip' && PEOPLE.has(entry.kind) && text.length < 4)) continue;
    seen.add(entry);
    candidates.push({ entry, match, score });
  }
  return candidates;
}

function isOrdinaryStretch(
  text: string,
  start: number,
  end: number,
  words: Int32Array,
  ordinary: (word: string) => boolean,
): boolean {
  let at = start;
  while (at < end) {
    const wordStart = words[at] ?? at;
    let wordEnd = at + 1;
    while (wordEnd < text.length && words[wordEnd] === wordStart) wordEnd += 1;
    if (ordinary(text.slice(wordStart, wordEnd))) return true;
    at = wordEnd;
  }
  return false;
}

function mergeSamePlace(mentions: readonly Mention[]): Mention[] {
  const places = new Map<string, Mention>();
  for (const mention of mentions) {
    if (mention.candidates.length === 0) continue;
    const key = `${mention.start}-${mention.end}`;
    const before = places.get(key);
    places.set(key, before ? { ...before, candidates: [...before.candidates, ...mention.candidates] } : mention);
  }
  return [...places.values()];
}

function push(index: Map<string, IndexedName[]>, key: string, name: IndexedName, limit: number): void {
  const names = index.get(key);
  if (!names) index.set(key, [name]);
  else if (names.length < limit) names.push(name);
}

function pairsOf(text: string): string[] {
  const pairs: string[] = [];
  for (let at = 0; at < text.length - 1; at += 1) pairs.push(text.slice(at, at + 2));
  return pairs;
}

function joinedSound(text: string): string {
  let key = '';
  for (const char of text) key += soundOf(char);
  return key;
}
