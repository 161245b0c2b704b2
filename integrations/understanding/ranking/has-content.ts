import type { ReadSentence } from '../reading.ts';
import { meaningsOf } from './thesaurus.ts';
import { tokenise } from './tokenise.ts';

/** What may stand in any sentence: times, numbers, the speaker. */
const ANYWHERE: ReadonlySet<string> = new Set([
  'period',
  'instant',
  'duration',
  'compare',
  'me',
  'filler',
  'number',
  'percent',
  'that',
  'unknown_name',
]);
/** Meanings of asking and telling: they say that something is wanted, not what. */
const ASKING: ReadonlySet<string> = new Set([
  'see',
  'tell',
  'which',
  'who',
  'howmany',
  'how',
  'exist',
  'when',
  'will',
  'past',
  'before',
]);

/**
 * Whether a sentence holds at least one word or name the tools know besides times and words of asking: «今天天气怎么样» does
 * not, so no tool answers it.
 */
export function hasContent(sentence: ReadSentence, isKnown: (word: string) => boolean): boolean {
  return tokenise(sentence.pieces).some((word) => {
    if (word.span) return !ANYWHERE.has(word.span.readings[0]?.kind ?? 'filler');
    if (word.silent || !isKnown(word.text)) return false;
    const meanings = meaningsOf(word.text);
    return meanings.length === 0 ? word.text.length >= 2 : meanings.some((meaning) => !ASKING.has(meaning));
  });
}
