/** Characters of a unified social credit code: digits and capitals without I, O, S, V, Z (GB 32100-2015 §4.2). */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const LENGTH = 18;

/** Why a text is no unified social credit code. */
export type CreditCodeProblem = 'wrong_length' | 'wrong_character' | 'wrong_check';

export type ParsedCreditCode =
  { readonly code: string } | { readonly problem: CreditCodeProblem; readonly expected?: string };

/**
 * Reads a unified social credit code (统一社会信用代码); spaces, hyphens, case and width do not matter. The last character
 * checks the others: weights 3^i mod 31, GB 32100-2015 §4.3. `expected` is the check character that would fit.
 */
export function parseCreditCode(text: string): ParsedCreditCode {
  const code = text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\-–—]/g, '');
  if (code.length !== LENGTH) return { problem: 'wrong_length' };
  if ([...code].some((character) => !ALPHABET.includes(character))) return { problem: 'wrong_character' };
  const expected = creditCheckCharacter(code.slice(0, LENGTH - 1));
  return expected === code.at(-1) ? { code } : { problem: 'wrong_check', expected };
}

/** The check character of the first seventeen. */
export function creditCheckCharacter(body: string): string {
  let sum = 0;
  let weight = 1;
  for (const character of body) {
    sum += ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return ALPHABET[(31 - (sum % 31)) % 31] ?? '0';
}
