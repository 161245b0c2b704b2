import { maskText } from '../../../kernel/mask.ts';

/** What writing makes different and speech does not. */
const MARKS = /[\s\p{P}\p{S}]/gu;

/**
 * The quote as it stands in one of the texts, or null. Models set punctuation and see masked numbers: a quote that differs
 * only so is found, and the whole text it stands in is given back, word for word.
 */
export function findQuote(quote: string | null, texts: readonly string[]): string | null {
  const words = quote?.trim() ?? '';
  if (words === '') return null;
  const exact = texts.find((text) => text.includes(words));
  if (exact !== undefined) return words;
  const bare = words.replaceAll(MARKS, '');
  if (bare.length < 2) return null;
  return texts.find((text) => maskText(text).replaceAll(MARKS, '').includes(bare)) ?? null;
}
