import { cutWords } from '../../../kernel/chinese-words.ts';
import { normalise } from '../normalise.ts';
import { countMoodWords, TURNS } from './count-mood-words.ts';

/** Hashed features take the places below this (a power of two); those of `COUNTED` come behind. */
export const HASHED = 1 << 18;
/** What is counted with the words of `mood-words.ts`. */
const COUNTED = 8;
export const MOOD_FEATURES = HASHED + COUNTED;

/** A text as the classifier sees it: places in the vector of weights, and how much is there. */
export interface MoodVector {
  readonly places: Int32Array;
  readonly values: Float32Array;
}

const WEIGHT = { character: 1, pair: 1, triple: 1, word: 1, wordPair: 0.7, turned: 1, form: 1 } as const;
/** So many words after «不» and its like are turned. */
const TURN_REACH = 3;
const STOP = /[，。！？、,.!?;；~…]/u;
const BLANK = /\s+/gu;

/**
 * Characters, their pairs and triples, dictionary words and their pairs, words behind a negation, punctuation and length,
 * all hashed; and counts of words that carry a mood by themselves. The hashed part has unit length.
 */
export function moodFeatures(raw: string): MoodVector {
  const text = normalise(raw).text.replaceAll(BLANK, ' ').trim();
  const found = new Map<number, number>();
  const add = (key: string, weight: number): void => {
    const place = placeOf(key);
    if (weight > (found.get(place) ?? 0)) found.set(place, weight);
  };
  addCharacters(text, add);
  addWords(
    cutWords(text).filter((word) => word.trim() !== ''),
    add,
  );
  addForm(text, add);
  return joined(found, text === '' ? [] : countedFeatures(text));
}

type Add = (key: string, weight: number) => void;

function addCharacters(text: string, add: Add): void {
  for (const character of text) add(`1${character}`, WEIGHT.character);
  const framed = `^${text}$`;
  for (let at = 0; at + 2 <= framed.length; at += 1) {
    add(`2${framed.slice(at, at + 2)}`, WEIGHT.pair);
    if (at + 3 <= framed.length) add(`3${framed.slice(at, at + 3)}`, WEIGHT.triple);
  }
}

function addWords(words: readonly string[], add: Add): void {
  let turned = 0;
  words.forEach((word, at) => {
    add(`w${word}`, WEIGHT.word);
    if (at + 1 < words.length) add(`v${word}|${words[at + 1]}`, WEIGHT.wordPair);
    if (STOP.test(word)) turned = 0;
    else if (TURNS.test(word)) turned = TURN_REACH;
    else if (turned > 0) {
      add(`n${word}`, WEIGHT.turned);
      turned -= 1;
    }
  });
}

function addForm(text: string, add: Add): void {
  if (/!/u.test(text)) add('p!', WEIGHT.form);
  if (/\?/u.test(text)) add('p?', WEIGHT.form);
  if (/~/u.test(text)) add('p~', WEIGHT.form);
  if (/\.{3}|…|。。/u.test(text)) add('p.', WEIGHT.form);
  add(`l${Math.min(8, Math.floor(Math.log2(text.length + 1)))}`, WEIGHT.form);
}

/** Glad against sore words, each, the first, the last, and which are there at all. */
function countedFeatures(text: string): readonly number[] {
  const hits = countMoodWords(text);
  const glad = hits.filter((hit) => hit.value > 0).length;
  const sore = hits.length - glad;
  return [
    (2 * (glad - sore)) / (glad + sore + 1),
    Math.min(glad, 5) / 3,
    Math.min(sore, 5) / 3,
    0.7 * (hits.at(-1)?.value ?? 0),
    0.5 * (hits[0]?.value ?? 0),
    glad === 0 && sore > 0 ? 1 : 0,
    sore === 0 && glad > 0 ? 1 : 0,
    hits.length === 0 ? 1 : 0,
  ];
}

function joined(hashed: ReadonlyMap<number, number>, counted: readonly number[]): MoodVector {
  let square = 0;
  for (const value of hashed.values()) square += value * value;
  const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
  const filled = counted.flatMap((value, at) => (value === 0 ? [] : [[HASHED + at, value] as const]));
  const all = [...[...hashed].map(([place, value]) => [place, value * scale] as const), ...filled];
  return {
    places: Int32Array.from(all, ([place]) => place),
    values: Float32Array.from(all, ([, value]) => value),
  };
}

/** FNV-1a over UTF-16 units with a last mixing (Murmur3's), as short keys differ in few bits. */
function placeOf(key: string): number {
  let code = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) code = Math.imul(code ^ key.charCodeAt(at), 0x01000193);
  code = Math.imul(code ^ (code >>> 15), 0x2c1b3c6d);
  return (code ^ (code >>> 13)) & (HASHED - 1);
}
