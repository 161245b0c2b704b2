import type { FieldValues } from '../../../kernel/conditions/holds.ts';
import type { ScoreFactor, ScoreModelKind } from '../../../kernel/contracts/scoring.ts';

export interface ScoreResult {
  /** 0 to 100. */
  readonly score: number;
  /** Chance to convert in per cent, where the model knows it. */
  readonly probability: number | null;
  /** Their points together are the score exactly. */
  readonly factors: ScoreFactor[];
}

/** A model that can score a lead: the rule table and the fitted model stand behind this one door. */
export interface LeadScorer {
  readonly kind: ScoreModelKind;
  /** @param values what is known at `now`, by field name */
  score(values: FieldValues, now: Date): ScoreResult;
}
