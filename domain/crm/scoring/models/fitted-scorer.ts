import type { FieldValues } from '../../../../kernel/conditions/holds.ts';
import { chanceOf } from '../fit/fit-logistic.ts';
import type { FittedModel } from '../fit/fitted-model.ts';
import { weightOf } from '../fit/weight-of-evidence.ts';
import type { LeadScorer, ScoreResult } from '../lead-scorer.port.ts';
import { settleFactors } from '../settle-factors.ts';
import { valueWords } from '../value-words.ts';

/** A fitted model as a scorer. A missing value and one that was never seen have weights of their own; nothing fails. */
export function fittedScorer(model: FittedModel): LeadScorer {
  return { kind: 'fitted', score: (values) => scoreByModel(model, values) };
}

/** The chance to convert, 0 to 1. */
export function modelChance(model: FittedModel, values: FieldValues): number {
  return chanceOf(distances(model, values).reduce((sum, one) => sum + one, model.intercept));
}

/** How far each factor moves the log-odds from the average lead. */
function distances(model: FittedModel, values: FieldValues): number[] {
  return model.features.map(({ name, coefficient, mean, bins }) => coefficient * (weightOf(values, name, bins) - mean));
}

function scoreByModel(model: FittedModel, values: FieldValues): ScoreResult {
  const moves = distances(model, values);
  const factors = model.features.map((feature, at) => ({
    key: feature.name,
    label: feature.label,
    value: wordsOf(feature, values),
    points: moves[at]! * model.scale.per_logit,
  }));
  const base = { key: 'base', label: '平均线索', value: '', points: model.scale.base };
  const probability = Math.round(modelChance(model, values) * 1000) / 10;
  return { ...settleFactors(base, factors), probability };
}

function wordsOf({ name, bins, words, unit }: FittedModel['features'][number], values: FieldValues): string {
  if (bins.kind !== 'pair') return valueWords(values[name], { words, unit });
  return [bins.left, bins.right].map((side) => valueWords(values[side.name], {})).join(' · ');
}
