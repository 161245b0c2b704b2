import type { FitNote, FitReport } from '../../../../kernel/contracts/scoring.ts';
import { scoringError } from '../errors.ts';
import { chooseColumns, strengthOf } from './choose-columns.ts';
import { choosePenalty, wonRate } from './choose-penalty.ts';
import { fitColumns, type ColumnFit } from './fit-columns.ts';
import { findPairs } from './find-pairs.ts';
import type { FitData, FitRow } from './fit-data.ts';
import type { FittedModel } from './fitted-model.ts';
import { weightOf } from './weight-of-evidence.ts';

/** The least history a model is fitted from: fewer outcomes of either kind are chance. */
export interface LeastHistory {
  readonly leads: number;
  readonly won: number;
  readonly not_won: number;
}
export const LEAST_HISTORY: LeastHistory = { leads: 200, won: 30, not_won: 30 };
/** Of the earlier part of it, in a back-test. */
const LEAST_PART: LeastHistory = { leads: 100, won: 15, not_won: 15 };

/** Where the average lead stands, and how far from it the outer twentieth of the leads shall stand at least. */
const BASE_POINTS = 50;
const OUTER_POINTS = 42;
/** Points for doubled odds at most, so that a model of little strength does not make much of nothing. */
const MOST_FOR_DOUBLE = 20;

export interface FittedScore {
  readonly model: FittedModel;
  readonly penalty: number;
  readonly features: FitReport['features'];
  readonly notes: FitNote[];
}

/**
 * Fits a score: bins with their weight of evidence, then a penalised logistic regression over them. Deterministic.
 * @throws AppError `crm.score_history_too_short`
 */
export async function fitScoreModel(data: FitData): Promise<FittedScore> {
  requireHistory(data.rows, LEAST_PART);
  const rate = wonRate(data.rows);
  const { columns, silent, notes } = await chooseColumns(data, rate);
  const binned = columns.map((column) => column.binned);
  const penalty = await choosePenalty(
    data.rows,
    binned.map(({ feature }) => feature),
  );
  const alone = await fitColumns(data.rows, binned, penalty);
  const all = [...columns, ...silent].map((column) => column.binned);
  const pairs = await findPairs(data.rows, all, alone);
  const fit = pairs.length > 0 ? await fitColumns(data.rows, [...binned, ...pairs], penalty) : alone;
  for (const { feature } of fit.dropped) {
    const text = `“${feature.label}”能说明的，别的列已经说明了，未使用。`;
    notes.push({ code: 'no_own_part', level: 'note', feature: feature.name, text });
  }
  return { model: modelOf(fit, data.rows), penalty, features: featuresOf(fit, data.rows), notes };
}

/** @throws AppError `crm.score_history_too_short` with what is there and what is needed */
export function requireHistory(rows: readonly Pick<FitRow, 'group' | 'won'>[], least = LEAST_HISTORY): void {
  const outcomes = new Map(rows.map(({ group, won }) => [group, won]));
  const won = [...outcomes.values()].filter(Boolean).length;
  const counts = { leads: outcomes.size, won, not_won: outcomes.size - won };
  requireCounts(counts, least);
}

/** @throws AppError `crm.score_history_too_short` with what is there and what is needed */
export function requireCounts(counts: LeastHistory, least = LEAST_HISTORY): void {
  if (counts.leads < least.leads || counts.won < least.won || counts.not_won < least.not_won)
    throw scoringError('crm.score_history_too_short', { details: { ...counts, need: least } });
}

function modelOf(fit: ColumnFit, rows: readonly FitRow[]): FittedModel {
  const features = fit.features.map(({ feature, bins }, at) => ({
    name: feature.name,
    label: feature.label,
    ...(feature.unit ? { unit: feature.unit } : {}),
    ...(feature.words ? { words: { ...feature.words } } : {}),
    coefficient: fit.coefficients[at]!,
    mean: fit.means[at]!,
    bins,
  }));
  const distances = rows
    .map(({ values }) =>
      features.reduce(
        (sum, { name, coefficient, mean, bins }) => sum + coefficient * (weightOf(values, name, bins) - mean),
        0,
      ),
    )
    .sort((left, right) => left - right);
  const outer = Math.max(-(quantile(distances, 0.05) ?? 0), quantile(distances, 0.95) ?? 0, 1e-6);
  const perLogit = Math.min(OUTER_POINTS / outer, MOST_FOR_DOUBLE / Math.LN2);
  return { intercept: fit.intercept, features, scale: { base: BASE_POINTS, per_logit: perLogit } };
}

function quantile(sorted: readonly number[], share: number): number | undefined {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

function featuresOf(fit: ColumnFit, rows: readonly FitRow[]): FitReport['features'] {
  return fit.features
    .map((binned, at) => {
      const { name, label } = binned.feature;
      return { name, label, ...strengthOf(binned, { rows }), weight: fit.coefficients[at]! };
    })
    .sort((left, right) => right.information * right.weight - left.information * left.weight);
}
