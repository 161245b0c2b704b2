import { simplifyChinese } from '../../kernel/simplify-chinese.ts';

/** Format and private-use characters: bidirectional marks, zero-width spaces, soft hyphens. They separate nothing. */
const INVISIBLE = /[\p{Cf}\p{Co}\p{Cs}]/gu;
/** 1,000 and 1，000 are one number. */
const THOUSANDS = /(\d)[,，](?=\d{3}(?!\d))/g;

/**
 * One form of a text for comparing: compatibility forms folded (NFKC), simplified characters, lower case, nothing
 * invisible. Offsets do not lead back to the source: what is shown is always the source itself.
 */
export function normaliseText(text: string): string {
  const folded = text.normalize('NFKC').toLowerCase().replaceAll(INVISIBLE, '');
  return simplifyChinese(folded).replaceAll(THOUSANDS, '$1');
}
