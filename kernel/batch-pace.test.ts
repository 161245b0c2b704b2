import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BatchPace } from './batch-pace.ts';

const LIMITS = { least: 50, most: 1000, aimMs: 40 };

describe('BatchPace', () => {
  it('begins small and doubles while batches are quick', () => {
    const pace = new BatchPace(LIMITS);
    const sizes = [1, 1, 1, 1, 1, 1].map((ms) => {
      const { size } = pace;
      pace.took(ms);
      return size;
    });
    expect(sizes).toEqual([50, 100, 200, 400, 800, 1000]);
  });

  it('falls to what fits the time, at most to a quarter at once', () => {
    const pace = new BatchPace(LIMITS);
    for (let round = 0; round < 6; round += 1) pace.took(1);
    pace.took(80);
    expect(pace.size).toBe(500);
    pace.took(8000);
    expect(pace.size).toBe(125);
    pace.took(8000);
    expect(pace.size).toBe(50);
  });

  it('stays within its limits whatever it is told', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true })), (times) => {
        const pace = new BatchPace(LIMITS);
        for (const ms of times) {
          pace.took(ms);
          expect(pace.size).toBeGreaterThanOrEqual(LIMITS.least);
          expect(pace.size).toBeLessThanOrEqual(LIMITS.most);
          expect(Number.isInteger(pace.size)).toBe(true);
        }
      }),
    );
  });

  it('hands the size to the batch and its answer back', async () => {
    expect(await new BatchPace(LIMITS).run((size) => Promise.resolve(size + 1))).toBe(51);
  });
});
