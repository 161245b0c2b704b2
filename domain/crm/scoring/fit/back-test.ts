import type { ScoreFigures } from '../../../../kernel/contracts/scoring.ts';
import type { LeadScorer } from '../lead-scorer.port.ts';
import { modelChance } from '../models/fitted-scorer.ts';
import { scoringError } from '../errors.ts';
import { breathe, type FeatureDefinition, type FitRow } from './fit-data.ts';
import { chanceOf, fitLogistic } from './fit-logistic.ts';
import { fitScoreModel, type FittedScore } from './fit-score-model.ts';
import { areaUnderCurve, scoreFigures } from './score-figures.ts';

export interface Split {
  readonly train: readonly FitRow[];
  readonly test: readonly FitRow[];
}

export interface BackTest {
  readonly fit: FittedScore;
  readonly fitted: ScoreFigures;
  readonly rules: ScoreFigures;
}

/** Share of the leads, the newest, that a model is tested on. */
const TEST_SHARE = 0.3;
/** Leads of either outcome that each part holds at least. */
const LEAST_TRAIN = 15;
const LEAST_TEST = 10;

/** Parts rows by time: the newest leads are for the test. Rows of one lead stay together. */
export function splitByTime(rows: readonly FitRow[]): Split {
  const moments = new Map(rows.map(({ group, at }) => [group, at.getTime()]));
  const sorted = [...moments.values()].sort((left, right) => left - right);
  const border = sorted[Math.floor(sorted.length * (1 - TEST_SHARE))] ?? 0;
  return {
    train: rows.filter(({ at }) => at.getTime() < border),
    test: rows.filter(({ at }) => at.getTime() >= border),
  };
}

/**
 * Fits on the training rows and compares with the rules on rows neither has seen. The rules' points are made chances by
 * a line fitted on the training rows, so that both are measured in the same figures.
 *
 * @throws AppError `crm.score_history_too_short`, `crm.score_back_test_too_thin`
 */
export async function backTest(
  features: readonly FeatureDefinition[],
  split: Split,
  rules: LeadScorer,
): Promise<BackTest> {
  requireOutcomes(split.train, LEAST_TRAIN);
  requireOutcomes(split.test, LEAST_TEST);
  const fit = await fitScoreModel({ features, rows: split.train });
  const fitted = scoreFigures(
    split.test.map(({ values, won, weight }) => ({ chance: modelChance(fit.model, values), won, weight })),
  );
  return { fit, fitted, rules: await ruleFigures(split, rules) };
}

function requireOutcomes(rows: readonly FitRow[], least: number): void {
  const won = new Set(rows.filter((row) => row.won).map(({ group }) => group)).size;
  const lost = new Set(rows.filter((row) => !row.won).map(({ group }) => group)).size;
  if (won < least || lost < least)
    throw scoringError('crm.score_back_test_too_thin', { details: { won, not_won: lost, least } });
}

async function ruleFigures({ train, test }: Split, rules: LeadScorer): Promise<ScoreFigures> {
  const trained = await pointsOf(train, rules);
  const tested = await pointsOf(test, rules);
  const line = await fitLogistic(
    { rows: train.length, columns: 1, data: trained },
    Uint8Array.from(train, ({ won }) => (won ? 1 : 0)),
    Float64Array.from(train, ({ weight }) => weight),
    0.01,
  );
  // Rules that run the wrong way are not turned round: they just tell nothing.
  const slope = Math.max(0, line.coefficients[0]!);
  const judged = test.map(({ won, weight }, at) => ({ points: tested[at]!, won, weight }));
  const figures = scoreFigures(
    judged.map(({ points, won, weight }) => ({ chance: chanceOf(line.intercept + slope * points), won, weight })),
  );
  return { ...figures, auc: areaUnderCurve(judged.map(({ points, ...row }) => ({ chance: points, ...row }))) };
}

/** The rules' points of rows, in hundreds. */
async function pointsOf(rows: readonly FitRow[], rules: LeadScorer): Promise<Float64Array> {
  const points = new Float64Array(rows.length);
  for (const [at, { values, seenAt }] of rows.entries()) {
    if (at % 1000 === 999) await breathe();
    points[at] = rules.score(values, seenAt).score / 100;
  }
  return points;
}
