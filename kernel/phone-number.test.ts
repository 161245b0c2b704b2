import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isMadeUpPhone, parsePhone, parsePhones } from './phone-number.ts';

const textOf = (text: string): string => {
  const parsed = parsePhone(text);
  return 'number' in parsed ? `${parsed.number.kind} ${parsed.number.text}` : `! ${parsed.problem}`;
};

test.each([
  ['13812345678', 'mobile 13812345678'],
  ['138 1234 5678', 'mobile 13812345678'],
  ['+86 138-1234-5678', 'mobile 13812345678'],
  ['0086 13812345678', 'mobile 13812345678'],
  ['８６１３８１２３４５６７８', 'mobile 13812345678'],
  ['(0512) 66668888', 'landline 0512-66668888'],
  ['010-12345678', 'landline 010-12345678'],
  ['+86 10 8765 4321', 'landline 010-87654321'],
  ['+86 (0)512 66668888', 'landline 0512-66668888'],
  ['0755-2688888转801', 'landline 0755-2688888-801'],
  ['021-62345678 ext. 12', 'landline 021-62345678-12'],
  ['021-62345678-801', 'landline 021-62345678-801'],
  ['400 820 8820', 'service 400-820-8820'],
  ['+1 (415) 555-0123', 'foreign +14155550123'],
  ['66668888', '! no_area_code'],
  ['1381234567', '! wrong_length'],
  ['12812345678', '! wrong_length'],
  ['138****5678', '! masked'],
  ['张总的电话', '! not_a_number'],
  ['+86 138', '! wrong_length'],
])('%s is %s', (text, expected) => {
  expect(textOf(text)).toBe(expected);
});

test('a field may hold several numbers, each once; the first bad one is told', () => {
  expect(parsePhones('13812345678、0512-66668888; +86 13812345678').numbers.map((number) => number.key)).toEqual([
    '13812345678',
    '051266668888',
  ]);
  expect(parsePhones('13812345678/123').problem).toBe('wrong_length');
  expect(parsePhones(' ').problem).toBe('not_a_number');
});

test('the stored form of a number is read as the same number', () => {
  const mobile = fc
    .tuple(fc.integer({ min: 3, max: 9 }), fc.stringMatching(/^\d{9}$/))
    .map(([d, rest]) => `1${d}${rest}`);
  const landline = fc
    .tuple(
      fc.constantFrom('010', '021', '0512', '0755'),
      fc.stringMatching(/^\d{7,8}$/),
      fc.stringMatching(/^(转\d{1,4})?$/),
    )
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(mobile, landline), (text) => {
      const first = parsePhone(text);
      expect(first).toHaveProperty('number');
      if ('number' in first) expect(parsePhone(first.number.text)).toEqual(first);
    }),
  );
});

test('numbers that only fill a form are known', () => {
  expect(['13800138000', '13888888888', '13812345678'].map(isMadeUpPhone)).toEqual([true, true, false]);
});
