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

type Bag = Map<number, number>;

/** Words, meanings, characters and their neighbours of a masked sentence, hashed. */
export function featuresOf({ masked, worded, kinds }: RankerViews, isKnown: (word: string) => boolean): FeatureVector {
  const bag: Bag = new Map();
  addText(bag, masked);
  if (worded !== masked) addText(bag, worded);
  for (const kind of kinds) add(bag, `k${kind}`, WEIGHT.kind);
  addStrangers(bag, worded, isKnown);
  return toUnit(bag);
}

function addText(bag: Bag, source: string): void {
  const words = loudWords(source);
  const text = `^${words.map((word) => word.text).join('')}$`;
  for (let at = 0; at < text.length; at += 1) {
    add(bag, `c${text[at]}`, WEIGHT.char);
    if (at + 2 <= text.length) add(bag, `d${text.slice(at, at + 2)}`, WEIGHT.pair);
    if (at + 3 <= text.length) add(bag, `t${text.slice(at, at + 3)}`, WEIGHT.triple);
  }
  words.forEach((word, at) => {
    const next = words[at + 1];
    add(bag, `w${word.text}`, WEIGHT.word);
    if (next) add(bag, `v${word.text}|${next.text}`, WEIGHT.wordPair);
    for (const meaning of word.meanings) {
      add(bag, `m${meaning}`, WEIGHT.meaning);
      for (const after of next ? [next.text, ...next.meanings] : [])
        add(bag, `n${meaning}|${after}`, WEIGHT.meaningPair);
    }
  });
}

/** How many words no phrase knows, beside how many it does. */
function addStrangers(bag: Bag, text: string, isKnown: (word: string) => boolean): void {
  const words = loudWords(text).filter((word) => kindOfSymbol(word.text) === undefined);
  const strange =
    words.filter((word) => word.text !== STRANGER && !isKnown(word.text)).length +
    words.filter((word) => word.text === STRANGER).length;
  if (strange > 0) add(bag, `s${Math.min(strange, 3)}`, WEIGHT.stranger);
  if (strange > 0) add(bag, 's', WEIGHT.stranger);
  if (strange * 2 >= Math.max(1, words.length)) add(bag, 's-most', WEIGHT.stranger);
}

function add(bag: Bag, key: string, weight: number): void {
  const index = hash(key) & (FEATURE_SPACE - 1);
  bag.set(index, Math.max(bag.get(index) ?? 0, weight));
}

function toUnit(bag: Bag): FeatureVector {
  let square = 0;
  for (const value of bag.values()) square += value * value;
  const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
  return { indices: Int32Array.from(bag.keys()), values: Float32Array.from(bag.values(), (value) => value * scale) };
}

/** FNV-1a over UTF-16 units, folded. */
function hash(key: string): number {
  let code = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) {
    code ^= key.charCodeAt(at);
    code = Math.imul(code, 0x01000193);
  }
  return (code ^ (code >>> 15)) >>> 0;
}
