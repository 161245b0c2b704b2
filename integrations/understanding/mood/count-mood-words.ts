import { CALM_WORDS, GLAD_WORDS, SORE_WORDS } from './mood-words.ts';

/** A word with a mood of its own, found in a text; `turned` by a negation just before it. */
export interface MoodWord {
  readonly word: string;
  readonly turned: boolean;
  /** 1 glad, -1 sore; less when turned. */
  readonly value: number;
}

/** A dictionary word that turns what follows it. */
export const TURNS = /^(?:[不没无未别莫]|难以|毫无|缺乏|缺少|谈不上|算不上|称不上)/u;
const TURNS_WITHIN = /[不没无未别莫]|难以|谈不上|算不上/u;
/** «不得不», «没什么不»: two turns are none. */
const TWO_TURNS = /[不没无未][^，。,.!?！？;；~ ]{0,2}[不没无未]/u;
/** «没有了谢谢»: thanks are not turned by what stands before them. */
const NEVER_TURNED = /谢|感激|辛苦|恭喜|哈|嘻|嘿/u;
const CLAUSE_ENDS = /[,，。!！?？;；~、 ]/u;
/** How far before a word its negation stands, in characters. */
const REACH = 4;
/** «不好» says less than «差». */
const TURNED_VALUE = 0.8;

const VALUES = new Map([
  ...GLAD_WORDS.map((word) => [word, 1] as const),
  ...SORE_WORDS.map((word) => [word, -1] as const),
  ...CALM_WORDS.map((word) => [word, 0] as const),
]);
const LONGEST = Math.max(...[...VALUES.keys()].map((word) => word.length));

/** The words of a text that carry a mood, in their order, the longest at each place. */
export function countMoodWords(text: string): MoodWord[] {
  const hits: MoodWord[] = [];
  let at = 0;
  while (at < text.length) {
    const from = at;
    const word = longestAt(text, from);
    if (word === undefined) {
      at += 1;
      continue;
    }
    const value = VALUES.get(word) ?? 0;
    at += word.length;
    if (value === 0) continue;
    const turned = !NEVER_TURNED.test(word) && isTurned(text.slice(Math.max(0, from - REACH), from));
    hits.push({ word, turned, value: turned ? -value * TURNED_VALUE : value });
  }
  return hits;
}

function longestAt(text: string, at: number): string | undefined {
  for (let length = Math.min(LONGEST, text.length - at); length > 0; length -= 1) {
    const word = text.slice(at, at + length);
    if (VALUES.has(word)) return word;
  }
  return undefined;
}

function isTurned(before: string): boolean {
  const clause = before.split(CLAUSE_ENDS).at(-1) ?? '';
  return TURNS_WITHIN.test(clause) && !TWO_TURNS.test(clause);
}
