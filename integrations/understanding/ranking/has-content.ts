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

/** Whom or what something is wanted of: a name alone does not say what. */
const SUBJECTS: ReadonlySet<string> = new Set([
  'customer',
  'contact',
  'lead',
  'opportunity',
  'person',
  'team',
  'region',
  'product',
]);
/** Words that only put a name in its place. */
const PLACING: ReadonlySet<string> = new Set(['给', '让', '转', '归']);
/** «一份», «几个»: how many of something that another word has to name. */
const AMOUNT = /^[0-9一二两三几]+\p{Script=Han}?$/u;
/** From so many words that no tool knows on, a name beside them is no request. */
const STRANGE = 2;

/**
 * Whether a sentence holds at least one word the tools know besides names, times and words of asking: «今天天气怎么样» does not,
 * nor does a name among strange words only («给某公司寄一份样品»), so no tool answers it.
 */
export function hasContent(sentence: ReadSentence, isKnown: (word: string) => boolean): boolean {
  let named = false;
  let strange = 0;
  for (const word of tokenise(sentence.pieces)) {
    const kind = word.span?.readings[0]?.kind;
    if (kind && SUBJECTS.has(kind)) named = true;
    else if (kind && !ANYWHERE.has(kind)) return true;
    // «这个商机» names the kind of record that is wanted.
    if (kind === 'that' && (word.span?.end ?? 0) - (word.span?.start ?? 0) > 2) return true;
    if (word.span || word.silent || PLACING.has(word.text) || AMOUNT.test(word.text)) continue;
    if (!isKnown(word.text)) strange += 1;
    else {
      const meanings = meaningsOf(word.text);
      if (meanings.length === 0 ? word.text.length >= 2 : meanings.some((meaning) => !ASKING.has(meaning))) return true;
    }
  }
  return named && strange < STRANGE;
}
