import { maskText } from '../../../kernel/mask.ts';
import { cleanText } from './wire-values.ts';

const LONGEST = 200;

/** A vendor's words for a record: short, and without the ids and keys it likes to repeat. Empty words are `null`. */
export function vendorWords(words: unknown, secrets: readonly (string | null)[]): string | null {
  if (typeof words !== 'string' || words.trim() === '') return null;
  let safe = words.slice(0, 5 * LONGEST);
  for (const secret of secrets) if (secret) safe = safe.replaceAll(secret, '***');
  return cleanText(maskText(safe).trim(), LONGEST);
}
