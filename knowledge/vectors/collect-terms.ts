import { cutForSearch } from '../../kernel/chinese-words.ts';
import { splitRuns } from '../text/split-runs.ts';

/** What a term is made of; a question weighs the kinds differently. */
export type TermKind = 'character' | 'pair' | 'word_pair' | 'long_word' | 'other_script' | 'part';

/** Words of three and more characters have a space before them: they are no pairs. */
const longWord = (word: string): string => ` ${word}`;

/**
 * Tells every term of a normalised text: single characters, pairs of neighbours (`word_pair` when the pair is a word),
 * words of three or more characters, and words of other scripts, whole and in their parts.
 */
export function collectTerms(text: string, tell: (term: string, kind: TermKind) => void): void {
  for (const run of splitRuns(text)) {
    if (run.chinese) collectChinese(run.text, tell);
    else collectOther(run.text, tell);
  }
}

function collectChinese(run: string, tell: (term: string, kind: TermKind) => void): void {
  const characters = [...run];
  const words = cutForSearch(run);
  const known = new Set(words);
  for (const [at, character] of characters.entries()) {
    tell(character, 'character');
    const next = characters[at + 1];
    if (next === undefined) continue;
    const pair = character + next;
    tell(pair, known.has(pair) ? 'word_pair' : 'pair');
  }
  for (const word of words) if (word.length > 2 && [...word].length > 2) tell(longWord(word), 'long_word');
}

function collectOther(run: string, tell: (term: string, kind: TermKind) => void): void {
  tell(run, 'other_script');
  const parts = run.split(/[.\-_]/);
  if (parts.length > 1) for (const part of parts) tell(part, 'part');
}
