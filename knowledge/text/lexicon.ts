import { normaliseText } from './normalise-text.ts';
import { SYNONYM_GROUPS } from './synonym-groups.ts';

/** Words that stand for each other. Immutable: an edit of the table makes a new one. */
export interface Lexicon {
  /** The built-in groups a word is in. */
  groupsOf(word: string): readonly number[];
  wordsOf(group: number): readonly string[];
  /** The company's own words in a normalised text, longest first at each place, with what each may be replaced by. */
  ownSynonyms(text: string): readonly { readonly word: string; readonly others: readonly string[] }[];
}

const LONGEST_WORD = 20;

/** Puts the built-in groups and the company's own ones together. Words are normalised here. */
export function makeLexicon(own: readonly (readonly string[])[] = []): Lexicon {
  const groups = new Map<string, number[]>();
  SYNONYM_GROUPS.forEach((group, number) => {
    for (const word of group) groups.set(word, [...(groups.get(word) ?? []), number]);
  });
  const others = new Map<string, Set<string>>();
  for (const group of own) {
    const words = group.map((word) => normaliseText(word).trim()).filter((word) => word !== '');
    for (const word of words) {
      const known = others.get(word) ?? new Set<string>();
      for (const other of words) if (other !== word) known.add(other);
      others.set(word, known);
    }
  }
  return {
    groupsOf: (word) => groups.get(word) ?? [],
    wordsOf: (group) => SYNONYM_GROUPS[group] ?? [],
    ownSynonyms: (text) => (others.size === 0 ? [] : findOwn(text, others)),
  };
}

function findOwn(text: string, others: ReadonlyMap<string, ReadonlySet<string>>) {
  const found: { word: string; others: string[] }[] = [];
  for (let at = 0; at < text.length; at += 1) {
    for (let length = Math.min(LONGEST_WORD, text.length - at); length > 0; length -= 1) {
      const word = text.slice(at, at + length);
      const known = others.get(word);
      if (!known || cutsWord(text, at, length)) continue;
      found.push({ word, others: [...known] });
      at += length - 1;
      break;
    }
  }
  return found;
}

const LATIN = /[a-z0-9]/;

/** «x2» is not meant by «x200»: a Latin word ends where its letters and digits end. */
function cutsWord(text: string, at: number, length: number): boolean {
  const isLatin = (index: number): boolean => LATIN.test(text.charAt(index));
  return (isLatin(at) && isLatin(at - 1)) || (isLatin(at + length - 1) && isLatin(at + length));
}
