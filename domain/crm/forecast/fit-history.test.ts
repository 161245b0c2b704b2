import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chanceOf, fitHistory, meanOf } from './fit-history.ts';
import type { Amounts } from './read-amounts.ts';
import type { HistoryCell } from './read-history.ts';
import { simulateWindow, type OpenDeal } from './simulate-window.ts';
import { pastDays, windowOf } from './snapshot.ts';

const AMOUNTS: Amounts = { all: { n: 10, mean: 100, points: [50, 150] }, products: {} };
const cell = (day: string, wins: number, n = 20, rest: Partial<HistoryCell> = {}): HistoryCell => ({
  day,
  ahead: 1,
  stage: 'proposal',
  age: 2,
  due: 'due',
  n,
  wins,
  known: n,
  amount: n * 100,
  won: wins * 100,
  ...rest,
});
const EVENINGS = ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31', '2026-06-30'];
const deal: OpenDeal = { stage: 'proposal', age: 2, close_on: '2026-08-10', amount: 100, product_id: null };

describe('windows', () => {
  test.each([
    ['2026-11-18', 0, '2026-11-19', '2026-11-30'],
    ['2026-11-18', 2, '2027-01-01', '2027-01-31'],
    ['2026-10-31', 1, '2026-11-01', '2026-11-30'],
  ])('of %s, %d ahead', (day, ahead, from, to) => expect(windowOf(day, ahead)).toEqual({ from, to }));

  test('past days stand to their months as the day does to its own', () => {
    expect(pastDays('2026-03-30', 2)).toEqual(['2026-02-28', '2026-01-30']);
    expect(pastDays('2026-10-31', 3)).toEqual(['2026-09-30', '2026-08-31', '2026-07-31']);
  });
});

describe('the fit', () => {
  test('takes windows that were over on the day, and none from before the first win', () => {
    const cells = [...EVENINGS.map((day, index) => cell(day, index === 0 ? 0 : 8)), cell('2026-07-31', 20)];
    const [window] = fitHistory('2026-07-31', { cells, news: [] }, AMOUNTS, [1]).windows;
    // January has no win before it; the window of the evening of 31 July is August, which is still to come.
    expect(window?.windows).toBe(5);
    expect(meanOf(chanceOf(window!.chances, { stage: 'proposal', age: 2, due: 'due' }))).toBeCloseTo(0.4, 1);
  });

  test('lets a class of few deals lean on the wider one, and an unknown one be the wider one', () => {
    const cells = EVENINGS.flatMap((day) => [cell(day, 8), cell(day, 1, 1, { due: 'later' })]);
    const [window] = fitHistory('2026-07-31', { cells, news: [] }, AMOUNTS, [1]).windows;
    const of = (rest: Partial<HistoryCell>): number =>
      meanOf(chanceOf(window!.chances, { stage: 'proposal', age: 2, due: 'due', ...rest }));
    expect(of({ due: 'later' })).toBeGreaterThan(0.4);
    expect(of({ due: 'later' })).toBeLessThan(0.8);
    expect(of({ due: 'none' })).toBeCloseTo(of({ stage: 'unheard of' }), 3);
  });

  test('learns that the third month of a quarter brings more', () => {
    const cells = pastDays('2026-07-31', 18).map((day) =>
      cell(day, Number(windowOf(day, 1).to.slice(5, 7)) % 3 === 0 ? 15 : 5),
    );
    const [window] = fitHistory('2026-07-31', { cells, news: [] }, AMOUNTS, [1]).windows;
    const [first, second, third] = window!.season as [number, number, number];
    expect(third).toBeGreaterThan(1.4);
    expect(first).toBeLessThan(0.8);
    expect(first).toBeCloseTo(second, 1);
  });
});

describe('the outlook', () => {
  const outlook = (deals: number, level: number, wins = 8, seed = 'x') => {
    const cells = EVENINGS.map((day) => cell(day, wins));
    const fit = fitHistory('2026-07-31', { cells, news: [] }, AMOUNTS, [1]);
    return simulateWindow({
      fit,
      window: fit.windows[0]!,
      deals: Array.from({ length: deals }, () => deal),
      news: { wins: 0, amount: 0 },
      level,
      seed,
      draws: 400,
    });
  };

  test('is about chance times amount, the same for the same seed, and another for another', () => {
    expect(outlook(50, 80).expected).toBeGreaterThan(1700);
    expect(outlook(50, 80).expected).toBeLessThan(2300);
    expect(outlook(50, 80)).toEqual(outlook(50, 80));
    expect(outlook(50, 80, 8, 'y').low).not.toBe(outlook(50, 80).low);
    expect(outlook(0, 80)).toEqual({ expected: 0, low: 0, high: 0, fromNew: 0 });
  });

  test('keeps its order and its bounds whatever the history', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 50, max: 95 }),
        (deals, wins, level) => {
          const { expected, low, high } = outlook(deals, level, Math.max(1, wins));
          expect(low).toBeGreaterThanOrEqual(0);
          expect(low).toBeLessThanOrEqual(high);
          expect(high).toBeLessThanOrEqual(deals * 100 * 1.5);
          expect(expected).toBeLessThanOrEqual(deals * 100);
          const wider = outlook(deals, Math.min(98, level + 3), Math.max(1, wins));
          expect(wider.low).toBeLessThanOrEqual(low);
          expect(wider.high).toBeGreaterThanOrEqual(high);
        },
      ),
      { numRuns: 25, seed: 3 },
    );
  });

  test('one deal drawn alone and many drawn as a sum agree', () => {
    const alone = outlook(12, 90);
    const many = outlook(13, 90);
    expect(many.high - many.low).toBeGreaterThan((alone.high - alone.low) * 0.7);
    expect(many.high - many.low).toBeLessThan((alone.high - alone.low) * 1.4);
  });
});
