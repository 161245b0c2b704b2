import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isId, newId } from './ids.ts';

const moment = fc.integer({ min: 0, max: 2 ** 48 - 1 });

describe('ids', () => {
  it('are UUIDs of version 7', () => {
    expect(newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    fc.assert(fc.property(moment, (at) => isId(newId(at))));
  });

  it('sort by the millisecond they were made in', () => {
    fc.assert(
      fc.property(moment, moment, (a, b) => {
        fc.pre(a !== b);
        expect(newId(a) < newId(b)).toBe(a < b);
      }),
    );
  });

  it('never repeat', () => {
    expect(new Set(Array.from({ length: 20_000 }, () => newId(1))).size).toBe(20_000);
  });

  it('are told from other text', () => {
    expect(isId('0193a7c2-13b8-7c1d-9f00-13812345678a')).toBe(true);
    for (const text of [
      '',
      '0193a7c2',
      '0193a7c213b87c1d9f0013812345678a',
      'g193a7c2-13b8-7c1d-9f00-13812345678a',
      ' 0193a7c2-13b8-7c1d-9f00-13812345678a',
    ])
      expect(isId(text)).toBe(false);
  });
});
