import type { SopSplitStatistics } from '../../../kernel/contracts/sop-statistics.ts';
import { percent } from './percent.ts';

/** Fewer contacts than this in a variant say nothing. */
export const LEAST_INSTANCES = 30;
/** So many successes and failures must be expected in each, or the normal approximation does not hold. */
export const LEAST_EXPECTED = 5;
/** A difference that chance makes less often than this is relied on. */
export const SIGNIFICANCE = 0.05;

export interface VariantCount {
  readonly name: string;
  readonly title: string;
  readonly instances: number;
  readonly successes: number;
}
type Comparison = Pick<SopSplitStatistics, 'variants' | 'enough' | 'better' | 'p_value' | 'words'>;

/**
 * Says which variant is better: the two with the highest rates by the two-proportion z-test with the pooled rate, two-sided; with
 * more than two variants the p-value is multiplied by the number of pairs (Bonferroni), since the best two were picked after
 * looking. Says when there are too few.
 */
export function compareVariants(counts: readonly VariantCount[], measure: 'goal' | 'reply'): Comparison {
  const variants = counts.map((count) => ({ ...count, rate: percent(count.successes, count.instances) }));
  const scarce = counts.filter(({ instances }) => instances < LEAST_INSTANCES);
  if (counts.length < 2 || scarce.length > 0) {
    const lacking = scarce.map(({ title, instances }) => `“${title}”${instances} 位`).join('、');
    return {
      variants,
      enough: false,
      better: null,
      p_value: null,
      words: `样本还太少（${lacking}，每个版本至少 ${LEAST_INSTANCES} 位），现在不能下结论。`,
    };
  }
  const [first, second] = counts.toSorted((a, b) => b.successes / b.instances - a.successes / a.instances) as [
    VariantCount,
    VariantCount,
  ];
  const pooled = (first.successes + second.successes) / (first.instances + second.instances);
  const fewest = Math.min(first.instances, second.instances) * Math.min(pooled, 1 - pooled);
  const word = measure === 'goal' ? '达成目标' : '回复';
  if (fewest < LEAST_EXPECTED)
    return {
      variants,
      enough: false,
      better: null,
      p_value: null,
      words: `${word}与没有${word}的人数相差太悬殊，样本还太少，现在不能下结论。`,
    };
  const pairs = (counts.length * (counts.length - 1)) / 2;
  const p_value = Math.min(1, pValue(first, second, pooled) * pairs);
  const better = p_value < SIGNIFICANCE ? first.name : null;
  const rates = `“${first.title}”${word}率 ${percent(first.successes, first.instances)}%，“${second.title}” ${percent(second.successes, second.instances)}%`;
  const chance = p_value < 0.001 ? '不到 0.1%' : `${Math.round(p_value * 1000) / 10}%`;
  const words = better
    ? `${rates}，“${first.title}”更好，差异可信（偶然出现的可能 ${chance}）。`
    : `${rates}，差异还不能确定（偶然出现的可能 ${chance}），可以继续观察。`;
  return { variants, enough: true, better, p_value, words };
}

function pValue(a: VariantCount, b: VariantCount, pooled: number): number {
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / a.instances + 1 / b.instances));
  const z = Math.abs(a.successes / a.instances - b.successes / b.instances) / error;
  return complementaryError(z / Math.SQRT2);
}

/** erfc for x at or above 0 (Abramowitz and Stegun 7.1.26; off by 1.5e-7 at most). */
function complementaryError(x: number): number {
  const t = 1 / (1 + 0.3275911 * x);
  const sum = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return sum * Math.exp(-x * x);
}
