import type { ScoreFactor } from '../../../kernel/contracts/scoring.ts';

/** Keys of factors that are no property of the lead: the points all begin with, caps and the ends of the scale. */
export const TECHNICAL_FACTOR = /^(base|limit|cap:.*)$/;

/** A factor as a person reads it: «来源（展会） +12». */
export function factorWords({ label, value, points }: ScoreFactor): string {
  const shown = value !== '' && value !== '有' && !value.includes('：') ? `${label}（${value}）` : label;
  return `${shown} ${points > 0 ? '+' : '−'}${Math.abs(points)}`;
}
