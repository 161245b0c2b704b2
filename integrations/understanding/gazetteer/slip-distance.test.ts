import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slipDistance } from './slip-distance.ts';

describe('slipDistance', () => {
  it.each([
    ['云帆智能', '云帆智能', 0],
    ['云帆智能', '云帆知能', 1],
    ['云帆智能', '云帆能', 1],
    ['云帆智能', '云帆的智能', 1],
    ['云帆智能', '云智帆能', 1],
    ['云帆智能', '云海知能', 2],
  ])('%s and %s are %i apart', (a, b, distance) => {
    expect(slipDistance(a, b)).toBe(distance);
  });

  it('is the same both ways', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 8 }),
        fc.string({ maxLength: 8 }),
        (a, b) => slipDistance(a, b) === slipDistance(b, a),
      ),
    );
  });
});
