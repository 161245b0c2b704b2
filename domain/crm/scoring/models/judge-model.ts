import type { ScoreFigures } from '../../../../kernel/contracts/scoring.ts';
import { formatPercent } from '../../../../kernel/format/percent.ts';

/**
 * Whether a fitted model may take the rules' place: it must tell good from bad better by a margin, and its chances must
 * be as honest. A calibration error that chance alone explains at this number of rows is honest enough.
 */
export function judgeModel(
  { fitted, rules }: { readonly fitted: ScoreFigures; readonly rules: ScoreFigures },
  margin: number,
): { beats: boolean; verdict: string } {
  const sharper = fitted.auc >= rules.auc + margin;
  const honest = fitted.calibration_error <= Math.max(rules.calibration_error, chanceError(fitted));
  const figures = `区分度 AUC ${fitted.auc.toFixed(3)}（规则 ${rules.auc.toFixed(3)}），校准误差 ${formatPercent(fitted.calibration_error)}（规则 ${formatPercent(rules.calibration_error)}）`;
  if (sharper && honest) return { beats: true, verdict: `回测胜过规则：${figures}。` };
  const why = [
    ...(sharper ? [] : [`区分度没有比规则高出 ${margin}`]),
    ...(honest ? [] : ['预测的转化率与实际相差更大']),
  ];
  return { beats: false, verdict: `回测没有胜过规则（${why.join('，')}）：${figures}。` };
}

/** The calibration error that a perfectly honest model would show by chance: the mean distance of a binomial share. */
function chanceError({ calibration }: ScoreFigures): number {
  const all = calibration.reduce((sum, { count }) => sum + count, 0);
  return calibration.reduce((sum, { count, predicted }) => {
    const spread = Math.sqrt((2 * predicted * (1 - predicted)) / (Math.PI * Math.max(count, 1)));
    return sum + (count / all) * spread;
  }, 0);
}
