import { binFeature } from './bin-feature.ts';
import { breathe, type FeatureDefinition, type FitRow } from './fit-data.ts';
import { encodeRows } from './encode-rows.ts';
import { chanceOf, fitLogistic } from './fit-logistic.ts';
import { scoreFigures } from './score-figures.ts';

const PENALTIES = [1, 3, 10, 30, 100] as const;
const FOLDS = 3;

/**
 * The penalty that foretells best on rows left out, by folds of whole groups. The bins are cut anew for each fold:
 * otherwise the rows left out would already stand in the weights of their bins.
 */
export async function choosePenalty(rows: readonly FitRow[], features: readonly FeatureDefinition[]): Promise<number> {
  const losses = new Map<number, number>(PENALTIES.map((penalty) => [penalty, 0]));
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const train = rows.filter((row) => foldOf(row.group) !== fold);
    const test = rows.filter((row) => foldOf(row.group) === fold);
    const rate = wonRate(train);
    if (test.length === 0 || rate <= 0 || rate >= 1) continue;
    await breathe();
    const binned = features.map((feature) => binFeature(feature, train, rate));
    const seen = encodeRows(train, binned);
    const unseen = encodeRows(test, binned, seen.means);
    for (const penalty of PENALTIES) {
      const { intercept, coefficients } = await fitLogistic(seen.x, seen.won, seen.weights, penalty);
      const judged = test.map(({ won, weight }, row) => {
        let logOdds = intercept;
        for (let at = 0; at < coefficients.length; at += 1)
          logOdds += coefficients[at]! * unseen.x.data[row * coefficients.length + at]!;
        return { chance: chanceOf(logOdds), won, weight };
      });
      losses.set(penalty, losses.get(penalty)! + scoreFigures(judged).log_loss);
    }
  }
  return [...losses].reduce((best, one) => (one[1] < best[1] ? one : best))[0];
}

/** Share of won rows, by weight. */
export function wonRate(rows: readonly FitRow[]): number {
  let [all, won] = [0, 0];
  for (const row of rows) {
    all += row.weight;
    if (row.won) won += row.weight;
  }
  return all > 0 ? won / all : 0;
}

/** The fold of a group by its name (FNV-1a), the same at every run. */
function foldOf(group: string): number {
  let hash = 0x811c_9dc5;
  for (let at = 0; at < group.length; at += 1) hash = Math.imul(hash ^ group.charCodeAt(at), 0x0100_0193);
  return (hash >>> 0) % FOLDS;
}
