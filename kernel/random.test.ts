import { describe, expect, it } from 'vitest';
import { newId } from './ids.ts';
import { seededRandom } from './random.ts';

describe('seededRandom', () => {
  it('repeats itself for one seed and differs for another', () => {
    const draw = (seed: number) => {
      const random = seededRandom(seed);
      return Array.from({ length: 50 }, () => random.int(0, 1_000_000));
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
    expect(draw(0)).not.toEqual(draw(1));
  });

  it('stays within its bounds and uses all of them', () => {
    const random = seededRandom(3);
    const counts = [0, 0, 0, 0, 0];
    for (let round = 0; round < 5000; round += 1) {
      const drawn = random.int(-2, 3);
      counts[drawn + 2] = (counts[drawn + 2] ?? Number.NaN) + 1;
    }
    for (const count of counts) expect(count).toBeGreaterThan(850);
    expect(counts).toHaveLength(5);
  });

  it('makes ids that a seed gives again', () => {
    const make = () => newId(1_790_000_000_000, seededRandom(5).bytes(16));
    expect(make()).toBe(make());
    expect(make()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
