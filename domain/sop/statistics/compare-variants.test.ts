import { describe, expect, it } from 'vitest';
import { compareVariants, LEAST_INSTANCES } from './compare-variants.ts';

const count = (name: string, successes: number, instances: number) => ({ name, title: name, successes, instances });

describe('two variants', () => {
  // Worked by hand: pooled 0.25, z = 0.1 / sqrt(0.25 * 0.75 * (1/200 + 1/200)) = 2.3094, two-sided p = 0.0209.
  it('are told apart where the difference can be relied on', () => {
    const told = compareVariants([count('a', 40, 200), count('b', 60, 200)], 'reply');
    expect(told).toMatchObject({ enough: true, better: 'b' });
    expect(told.p_value).toBeCloseTo(0.0209, 4);
    expect(told.words).toBe('“b”回复率 30%，“a” 20%，“b”更好，差异可信（偶然出现的可能 2.1%）。');
  });

  it('are not where chance would do', () => {
    const told = compareVariants([count('a', 20, 100), count('b', 25, 100)], 'goal');
    expect(told).toMatchObject({ enough: true, better: null });
    expect(told.words).toContain('差异还不能确定');
    expect(compareVariants([count('a', 20, 100), count('b', 20, 100)], 'goal').p_value).toBeCloseTo(1, 6);
  });

  it('are not judged by too few', () => {
    const told = compareVariants([count('a', 0, LEAST_INSTANCES - 1), count('b', 29, LEAST_INSTANCES)], 'goal');
    expect(told).toMatchObject({ enough: false, better: null, p_value: null });
    expect(told.words).toContain('“a”29 位');
    expect(compareVariants([count('a', 0, 100), count('b', 4, 100)], 'goal').enough).toBe(false);
    expect(compareVariants([count('a', 100, 100), count('b', 98, 100)], 'goal').enough).toBe(false);
    expect(compareVariants([count('a', 0, 0), count('b', 0, 0)], 'goal').enough).toBe(false);
  });

  it('asks for more of three than of two, because the best were picked', () => {
    const two = compareVariants([count('a', 40, 200), count('b', 60, 200)], 'reply');
    const three = compareVariants([count('a', 40, 200), count('b', 60, 200), count('c', 30, 200)], 'reply');
    expect(three.p_value).toBeCloseTo(two.p_value! * 3, 6);
    expect(three.better).toBeNull();
  });
});
