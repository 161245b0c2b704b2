import { kindOfSymbol, type RankerViews } from './masked-text.ts';
import { loudWords } from './tokenise.ts';

/** Size of the hashed feature space; a power of two. */
export const FEATURE_SPACE = 1 << 15;

/** A sparse vector of unit length. */
export interface FeatureVector {
  readonly indices: Int32Array;
  readonly values: Float32Array;
}

/** Weights of the feature families; meanings carry over to words that no phrase declares. */
const WEIGHT = {
  char: 0.4,
  pair: 0.7,
  triple: 0.6,
  word: 1,
  wordPair: 0.8,
  meaning: 1.2,
  meaningPair: 0.9,
  kind: 0.8,
  stranger: 1,
} as const;

/** Stands for a word nobody knows. */
export const STRANGER = '\uE100';

/** The strongest weight of each feature so far; `touched` are those that have one. Used again for every text. */
const strongest = new Float64Array(FEATURE_SPACE);
const touched: number[] = [];

/** Words, meanings, characters and their neighbours of a masked sentence, hashed. */
export function featuresOf({ masked, worded, kinds }: RankerViews, isKnown: (word: string) => boolean): FeatureVector {
  addText(masked);
  if (worded !== masked) addText(worded);
  for (const kind of kinds) add(`k${kind}`, WEIGHT.kind);
  addStrangers(worded, isKnown);
  return takeUnit();
}

function addText(source: string): void {
  const words = loudWords(source);
  const text = `^${words.map((word) => word.text).join('')}$`;
  for (let at = 0; at < text.length; at += 1) {
    addPart(CHAR, text, at, at + 1, WEIGHT.char);
    if (at + 2 <= text.length) addPart(PAIR, text, at, at + 2, WEIGHT.pair);
    if (at + 3 <= text.length) addPart(TRIPLE, text, at, at + 3, WEIGHT.triple);
  }
  words.forEach((word, at) => {
    const next = words[at + 1];
    addPart(WORD, word.text, 0, word.text.length, WEIGHT.word);
    if (next) add(`v${word.text}|${next.text}`, WEIGHT.wordPair);
    for (const meaning of word.meanings) {
      add(`m${meaning}`, WEIGHT.meaning);
      for (const after of next ? [next.text, ...next.meanings] : []) add(`n${meaning}|${after}`, WEIGHT.meaningPair);
    }
  });
}

/** How many words no phrase knows, beside how many it does. */
function addStrangers(text: string, isKnown: (word: string) => boolean): void {
  const words = loudWords(text).filter((word) => kindOfSymbol(word.text) === undefined);
  const strange =
    words.filter((word) => word.text !== STRANGER && !isKnown(word.text)).length +
    words.filter((word) => word.text === STRANGER).length;
  if (strange > 0) add(`s${Math.min(strange, 3)}`, WEIGHT.stranger);
  if (strange > 0) add('s', WEIGHT.stranger);
  if (strange * 2 >= Math.max(1, words.length)) add('s-most', WEIGHT.stranger);
}

function add(key: string, weight: number): void {
  note(hash(FIRST, key, 0, key.length), weight);
}

/** A stretch of a text under the hash of its family, without making a string of it. */
function addPart(family: number, text: string, from: number, to: number, weight: number): void {
  note(hash(family, text, from, to), weight);
}

function note(code: number, weight: number): void {
  const index = (code ^ (code >>> 15)) & (FEATURE_SPACE - 1);
  const before = strongest[index] ?? 0;
  if (before === 0) touched.push(index);
  if (weight > before) strongest[index] = weight;
}

/** The features noted since the last time as a vector of unit length; nothing is noted afterwards. */
function takeUnit(): FeatureVector {
  let square = 0;
  for (const index of touched) square += (strongest[index] ?? 0) ** 2;
  const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
  const indices = Int32Array.from(touched);
  const values = new Float32Array(indices.length);
  for (let at = 0; at < values.length; at += 1) {
    const index = touched[at] ?? 0;
    values[at] = (strongest[index] ?? 0) * scale;
    strongest[index] = 0;
  }
  touched.length = 0;
  return { indices, values };
}

/** FNV-1a over UTF-16 units, going on from `code`. */
function hash(code: number, text: string, from: number, to: number): number {
  let next = code;
  for (let at = from; at < to; at += 1) next = Math.imul(next ^ text.charCodeAt(at), 0x01000193);
  return next;
}

const FIRST = 0x811c9dc5;
const [CHAR, PAIR, TRIPLE, WORD] = ['c', 'd', 't', 'w'].map((family) => hash(FIRST, family, 0, 1)) as [
  number,
  number,
  number,
  number,
];
