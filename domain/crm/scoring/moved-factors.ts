import type { LeadScoreChangeView, ScoreFactor } from '../../../kernel/contracts/scoring.ts';

/** What a line of the history was made from: the score and the points of each factor, by its label. */
export interface Recorded {
  readonly score: number;
  readonly points: Readonly<Record<string, number>>;
}

const NAMED = 4;
const LEAST_MOVE = 0.5;

/** The points of each factor, by its label; factors of one name are added up. */
export function pointsOf(factors: readonly ScoreFactor[]): Record<string, number> {
  const points: Record<string, number> = {};
  for (const factor of factors) points[factor.label] = round((points[factor.label] ?? 0) + factor.points);
  return points;
}

function round(points: number): number {
  return Math.round(points * 10) / 10;
}

/** The factors that moved most between two scores, the largest move first. */
export function movedFactors(
  before: Recorded['points'],
  factors: readonly ScoreFactor[],
): LeadScoreChangeView['moved'] {
  const after = pointsOf(factors);
  const labels = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return labels
    .map((label) => ({ label, from: before[label] ?? 0, to: after[label] ?? 0 }))
    .filter(({ from, to }) => Math.abs(to - from) >= LEAST_MOVE)
    .sort((left, right) => Math.abs(right.to - right.from) - Math.abs(left.to - left.from))
    .slice(0, NAMED);
}
