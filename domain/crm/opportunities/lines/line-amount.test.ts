import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineAmount, sumAmounts } from './line-amount.ts';

describe('the amount of a line', () => {
  test.each([
    [{ quantity: 3, unit_price: 19.99, discount: 0 }, 59.97],
    [{ quantity: 1, unit_price: 100, discount: 12.5 }, 87.5],
    [{ quantity: 0.333, unit_price: 0.1, discount: 0 }, 0.03],
    [{ quantity: 1, unit_price: 1.005, discount: 0 }, 1],
    [{ quantity: 2.5, unit_price: 0.01, discount: 0 }, 0.03],
    [{ quantity: 7, unit_price: 1234.56, discount: 100 }, 0],
  ])('%j costs %d', (line, amount) => expect(lineAmount(line)).toBe(amount));

  test('is never more than without a discount, and is the price for one piece', () => {
    const cents = fc.integer({ min: 0, max: 10_000_000 }).map((value) => value / 100);
    fc.assert(
      fc.property(
        cents,
        fc.integer({ min: 1, max: 5000 }),
        fc.integer({ min: 0, max: 100 }),
        (price, pieces, discount) => {
          expect(lineAmount({ quantity: 1, unit_price: price, discount: 0 })).toBe(price);
          const full = lineAmount({ quantity: pieces, unit_price: price, discount: 0 });
          expect(full).toBe(sumAmounts(Array.from({ length: pieces }, () => price)));
          expect(lineAmount({ quantity: pieces, unit_price: price, discount })).toBeLessThanOrEqual(full);
        },
      ),
      { numRuns: 50 },
    );
  });
});
