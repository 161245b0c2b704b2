import type { ScoreFactor } from '../../../kernel/contracts/scoring.ts';

/** A factor before it is rounded. */
export interface RawFactor {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  readonly points: number;
}

/** What a factor has to move at least to stand in the table, in points. */
const LEAST_POINTS = 0.05;

/**
 * Rounds the factors to one decimal so that together they are exactly the score, a whole number from 0 to 100. What
 * rounding leaves over goes to the base; what lies beyond 0 or 100 stands as a factor of its own.
 */
export function settleFactors(base: RawFactor, raw: readonly RawFactor[]): { score: number; factors: ScoreFactor[] } {
  const sum = raw.reduce((all, { points }) => all + points, base.points);
  const whole = Math.round(sum);
  const score = Math.min(100, Math.max(0, whole));
  const kept = raw.filter(({ points }) => Math.abs(points) >= LEAST_POINTS);
  const tenths = kept.map(({ points }) => Math.round(points * 10));
  const baseTenths = whole * 10 - tenths.reduce((all, one) => all + one, 0);
  const factors = kept
    .map((one, at) => settled(one, tenths[at]!))
    .sort((left, right) => Math.abs(right.points) - Math.abs(left.points) || (left.key < right.key ? -1 : 1));
  const beyond = score - whole;
  return {
    score,
    factors: [
      { ...settled(base, baseTenths), direction: 'neutral' },
      ...factors,
      ...(beyond === 0
        ? []
        : [settled({ key: 'limit', label: beyond < 0 ? '满分封顶' : '零分保底', value: '' }, beyond * 10)]),
    ],
  };
}

function settled({ key, label, value }: Omit<RawFactor, 'points'>, tenths: number): ScoreFactor {
  const points = tenths / 10;
  return { key, label, value, points, direction: points > 0 ? 'up' : points < 0 ? 'down' : 'neutral' };
}
