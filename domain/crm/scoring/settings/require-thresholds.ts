import type { ScoreSettingsView } from '../../../../kernel/contracts/scoring.ts';
import { scoringError } from '../errors.ts';

/** @throws AppError `crm.score_thresholds_out_of_order` unless the grades begin one below the other */
export function requireThresholds({ a, b, c }: ScoreSettingsView['thresholds']): void {
  if (!(a <= 100 && a > b && b > c && c >= 1)) throw scoringError('crm.score_thresholds_out_of_order');
}
