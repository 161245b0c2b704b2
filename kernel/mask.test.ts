import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskJson, maskPhone, maskText } from './mask.ts';

/** Eleven digits as the numbering plan gives them to mobiles. */
const mobile = fc
  .tuple(fc.integer({ min: 3, max: 9 }), fc.integer({ min: 0, max: 999_999_999 }))
  .map(([second, rest]) => `1${second}${String(rest).padStart(9, '0')}`);
/** How people write one down. */
const written = fc
  .tuple(mobile, fc.constantFrom('', '+86', '86', '0086', '+86 ', '86-'), fc.constantFrom('', ' ', '-'))
  .map(([digits, country, gap]) => ({
    digits,
    text: country + [digits.slice(0, 3), digits.slice(3, 7), digits.slice(7)].join(gap),
  }));
/** Text around it that is no part of a longer number. */
const around = fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.replaceAll(/[\d０-９]/g, '话'));
const bare = (text: string): string => text.replaceAll(/[\s-]/g, '');

describe('masking text', () => {
  it('lets no mobile number through, however it is written and whatever stands around it', () => {
    fc.assert(
      fc.property(around, written, around, (before, number, after) => {
        expect(bare(maskText(`${before}${number.text}${after}`))).not.toContain(number.digits);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps enough to recognise a number', () => {
    expect(maskText('联系13812345678，或 +86 139-1234-5678')).toBe('联系138****5678，或 +86 139****5678');
  });

  it('hides full-width digits too', () => {
    expect(maskText('电话１３８１２３４５６７８')).not.toContain('１２３４');
  });

  it('lets no identity card through', () => {
    const card = fc
      .tuple(
        fc.integer({ min: 110_000, max: 659_999 }),
        fc.date({ min: new Date('1930-01-01'), max: new Date('2020-01-01'), noInvalidDate: true }),
        fc.integer({ min: 0, max: 999 }),
        fc.constantFrom('0', '5', 'X', 'x'),
      )
      .map(
        ([area, born, serial, check]) =>
          `${area}${born.toISOString().slice(0, 10).replaceAll('-', '')}${String(serial).padStart(3, '0')}${check}`,
      );
    fc.assert(
      fc.property(around, card, around, (before, id, after) => {
        expect(maskText(`${before}${id}${after}`)).not.toContain(id);
      }),
    );
  });

  it('hides WeChat ids and tokens, after a line break as well', () => {
    const told = maskText('a\nwxid_abcdefgh12\nBearer abcdefghijklmnop\nsk-abcdefghijklmnop xst_abcdefghijklmnop');
    expect(told).not.toMatch(/defgh12|abcdefghijklmnop/);
  });

  it('leaves ids, moments and plain counts alone', () => {
    for (const text of [
      '0193a7c2-13b8-7c1d-9f00-13812345678a',
      '0193a7c2-13b8-7c1d-9f00-138123456781',
      '1732150800000',
      '20261118102000',
      '¥1,380,000',
    ])
      expect(maskText(text)).toBe(text);
  });
});

describe('masking JSON', () => {
  it('stays JSON of the same shape, and no number survives in any place', () => {
    fc.assert(
      fc.property(mobile, fc.string({ unit: 'grapheme' }), (digits, key) => {
        const value = {
          [key]: { deep: [Number(digits), `x\n${digits}`, { n: null, ok: true, f: -1.5e3 }] },
          [digits]: 1,
        };
        const masked = maskJson(JSON.stringify(value));
        expect(masked).not.toContain(digits);
        expect(Object.keys(JSON.parse(masked) as object)).toHaveLength(Object.keys(value).length);
      }),
    );
  });

  it('changes nothing where nothing is to hide', () => {
    const text = JSON.stringify({ a: 'say "hi"\\\n', n: [1, 2.5, -3e9], at: 1_732_150_800_000 });
    expect(maskJson(text)).toBe(text);
  });
});

describe('a phone number in a list', () => {
  it('shows the first three and last four digits, and nothing of a short one', () => {
    expect(maskPhone('138-1234-5678')).toBe('138****5678');
    expect(maskPhone('110')).toBe('****');
  });
});
