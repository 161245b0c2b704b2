import { dictionaryWords } from '../../kernel/chinese-words.ts';

/** A hash table of all words in typed arrays: some 350,000 of them would cost 30 MB as a Map. */
const SLOTS = 1 << 20;
const STEPS = 255;
/** Counts that words and characters the dictionary does not know are taken to have. */
const UNSEEN = 5;
/** Weights of the rarest word and character of the dictionary come near 1. */
const WORD_SCALE = 16;
const CHARACTER_SCALE = 12;

interface Background {
  readonly keys: Uint32Array;
  readonly weights: Uint8Array;
  readonly characters: ReadonlyMap<string, number>;
  /** The same by code unit, for all characters of one unit: far quicker than by text. */
  readonly byCode: Float64Array;
  readonly unseenWord: number;
  readonly unseenCharacter: number;
}

let background: Background | undefined;

/** How telling a word is in Chinese at large: near 0 for 是, near 1 for a rare name. From the segmenter's own counts. */
export function wordWeight(word: string): number {
  background ??= readDictionary();
  const { keys, weights, unseenWord } = background;
  const key = keyOf(word);
  for (let slot = key % SLOTS; keys[slot] !== 0; slot = (slot + 1) % SLOTS)
    if (keys[slot] === key) return weights[slot]! / STEPS;
  return unseenWord;
}

/** The same for a single character. */
export function characterWeight(character: string): number {
  background ??= readDictionary();
  const { characters, byCode, unseenCharacter } = background;
  return character.length === 1 ? byCode[character.charCodeAt(0)]! : (characters.get(character) ?? unseenCharacter);
}

function readDictionary(): Background {
  const counts = new Map<string, number>();
  let words = 0;
  let characters = 0;
  for (const [word, count] of dictionaryWords()) {
    words += count;
    for (const character of word) {
      counts.set(character, (counts.get(character) ?? 0) + count);
      characters += count;
    }
  }
  const keys = new Uint32Array(SLOTS);
  const weights = new Uint8Array(SLOTS);
  for (const [word, count] of dictionaryWords()) {
    const key = keyOf(word);
    let slot = key % SLOTS;
    while (keys[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) % SLOTS;
    keys[slot] = key;
    weights[slot] = Math.round(clamp(Math.log(words / (count + UNSEEN)) / WORD_SCALE) * STEPS);
  }
  const weigh = (count: number): number => clamp(Math.log(characters / (count + UNSEEN)) / CHARACTER_SCALE);
  const byCode = new Float64Array(0x10000).fill(weigh(0));
  for (const [character, count] of counts) if (character.length === 1) byCode[character.charCodeAt(0)] = weigh(count);
  return {
    keys,
    weights,
    characters: new Map(Array.from(counts, ([character, count]) => [character, weigh(count)])),
    byCode,
    unseenWord: clamp(Math.log(words / UNSEEN) / WORD_SCALE),
    unseenCharacter: weigh(0),
  };
}

const clamp = (value: number): number => Math.min(1.2, Math.max(0, value)) / 1.2;

/** FNV-1a over UTF-16 units, never 0: that marks an empty slot. */
function keyOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0 || 1;
}
