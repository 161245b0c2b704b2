import type { BinnedFeature } from './bin-feature.ts';
import { breathe, type FitRow } from './fit-data.ts';
import type { ColumnFit } from './fit-columns.ts';
import { chanceOf } from './fit-logistic.ts';
import type { PairBins, SimpleBins } from './fitted-model.ts';
import { codeOf, weightOf } from './weight-of-evidence.ts';

const MOST_PAIRS = 4;
/** Rows below which two columns together are mostly chance. */
const LEAST_ROWS = 1500;
/** How many standard deviations a pair must gain beyond chance. About a hundred pairs are looked at. */
const LEAST_GAIN = 5;
/** Rows of spread added to every cell: few rows move little. */
const PRIOR = 5;
const LONGEST_STEP = 2;

interface Coded {
  readonly binned: BinnedFeature<SimpleBins>;
  readonly codes: Int32Array;
  readonly names: readonly string[];
}

interface Found {
  readonly left: Coded;
  readonly right: Coded;
  /** Log-odds to add, by cell. */
  readonly steps: Float64Array;
  readonly gain: number;
}

/**
 * Finds pairs of columns that say something together which neither says alone (a source that is good in one region only):
 * the cells' remaining errors after the single columns are compared with chance, the best pair's step is taken, and so on.
 * Columns with a required direction are left out, because a pair could turn it round.
 */
export async function findPairs(
  rows: readonly FitRow[],
  columns: readonly BinnedFeature<SimpleBins>[],
  fit: ColumnFit,
): Promise<BinnedFeature[]> {
  if (rows.length < LEAST_ROWS) return [];
  const coded = columns.filter(({ feature }) => !feature.monotone).map((binned) => codeColumn(binned, rows));
  const logOdds = Float64Array.from(rows, (row) => logOddsOf(row, fit));
  const pairs: BinnedFeature[] = [];
  const taken = new Set<string>();
  while (pairs.length < MOST_PAIRS) {
    const errors = errorsOf(rows, logOdds);
    let best: Found | undefined;
    for (const [at, left] of coded.entries()) {
      await breathe();
      for (const right of coded.slice(at + 1)) {
        if (taken.has(nameOf(left, right))) continue;
        const found = lookAt(left, right, errors);
        if (!best || found.gain > best.gain) best = found;
      }
    }
    if (!best || best.gain < LEAST_GAIN) break;
    taken.add(nameOf(best.left, best.right));
    for (let row = 0; row < rows.length; row += 1) logOdds[row]! += best.steps[cellOf(best, row)]!;
    pairs.push(pairOf(best));
  }
  return pairs;
}

function codeColumn(binned: BinnedFeature<SimpleBins>, rows: readonly FitRow[]): Coded {
  const names: string[] = [];
  const places = new Map<string, number>();
  const codes = Int32Array.from(rows, ({ values }) => {
    const code = codeOf(values[binned.feature.name], binned.bins);
    const known = places.get(code);
    if (known !== undefined) return known;
    places.set(code, names.length);
    return names.push(code) - 1;
  });
  return { binned, codes, names };
}

function logOddsOf({ values }: FitRow, fit: ColumnFit): number {
  return fit.features.reduce(
    (sum, { feature, bins }, at) =>
      sum + fit.coefficients[at]! * (weightOf(values, feature.name, bins) - fit.means[at]!),
    fit.intercept,
  );
}

function errorsOf(rows: readonly FitRow[], logOdds: Float64Array): { error: Float64Array; spread: Float64Array } {
  const error = new Float64Array(rows.length);
  const spread = new Float64Array(rows.length);
  rows.forEach(({ won, weight }, row) => {
    const chance = chanceOf(logOdds[row]!);
    error[row] = weight * ((won ? 1 : 0) - chance);
    spread[row] = weight * chance * (1 - chance);
  });
  return { error, spread };
}

/** One penalised Newton step per cell; its gain in standard deviations of what chance would gain. */
function lookAt(left: Coded, right: Coded, { error, spread }: ReturnType<typeof errorsOf>): Found {
  const width = right.names.length;
  const errors = new Float64Array(left.names.length * width);
  const spreads = new Float64Array(errors.length);
  for (let row = 0; row < error.length; row += 1) {
    const cell = left.codes[row]! * width + right.codes[row]!;
    errors[cell]! += error[row]!;
    spreads[cell]! += spread[row]!;
  }
  let [gain, byChance] = [0, 0];
  const steps = errors.map((sum, cell) => {
    const room = spreads[cell]! + PRIOR;
    gain += (sum * sum) / room;
    byChance += spreads[cell]! / room;
    return Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, sum / room));
  });
  return { left, right, steps, gain: byChance > 0 ? (gain - byChance) / Math.sqrt(2 * byChance) : 0 };
}

function cellOf({ left, right }: Found, row: number): number {
  return left.codes[row]! * right.names.length + right.codes[row]!;
}

function nameOf(left: Coded, right: Coded): string {
  return `${left.binned.feature.name} × ${right.binned.feature.name}`;
}

function pairOf({ left, right, steps }: Found): BinnedFeature {
  const cells: Record<string, number> = {};
  steps.forEach((step, cell) => {
    const [a, b] = [Math.floor(cell / right.names.length), cell % right.names.length];
    if (step !== 0) cells[`${left.names[a]}|${right.names[b]}`] = step;
  });
  const side = ({ binned }: Coded): PairBins['left'] => ({ name: binned.feature.name, bins: binned.bins });
  const label = `${left.binned.feature.label} × ${right.binned.feature.label}`;
  return {
    feature: { name: nameOf(left, right), label, kind: 'category' },
    bins: { kind: 'pair', left: side(left), right: side(right), cells },
    distinct: Object.keys(cells).length,
  };
}
