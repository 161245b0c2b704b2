import fc from 'fast-check';
import { expect, test } from 'vitest';
import { creditCheckCharacter, parseCreditCode } from './credit-code.ts';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const body = fc.array(fc.constantFrom(...ALPHABET), { minLength: 17, maxLength: 17 }).map((parts) => parts.join(''));

test('a code of the standard is read, whatever its case, width and gaps', () => {
  // The example of GB 32100-2015, annex A.
  expect(parseCreditCode('91350100M000100Y43')).toEqual({ code: '91350100M000100Y43' });
  expect(parseCreditCode(' 9135 0100 m000 100y 43 ')).toEqual({ code: '91350100M000100Y43' });
});

test('what is wrong is told', () => {
  expect(parseCreditCode('91350100M000100Y4')).toEqual({ problem: 'wrong_length' });
  expect(parseCreditCode('91350100I000100Y43')).toEqual({ problem: 'wrong_character' });
  expect(parseCreditCode('91350100M000100Y44')).toEqual({ problem: 'wrong_check', expected: '3' });
});

test('every code with its check character is good, and one wrong character is always found', () => {
  fc.assert(
    fc.property(body, fc.nat(16), fc.integer({ min: 1, max: 30 }), (text, at, by) => {
      const code = text + creditCheckCharacter(text);
      expect(parseCreditCode(code)).toEqual({ code });
      const other = ALPHABET[(ALPHABET.indexOf(code[at] ?? '0') + by) % 31];
      expect(parseCreditCode(code.slice(0, at) + other + code.slice(at + 1))).toHaveProperty('problem', 'wrong_check');
    }),
  );
});
