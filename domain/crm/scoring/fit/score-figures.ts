import type { ScoreFigures } from '../../../../kernel/contracts/scoring.ts';

/** A foretold chance (or any number that grows with it) beside what came of it. */
export interface Judged {
  readonly chance: number;
  readonly won: boolean;
  readonly weight: number;
}

const GROUPS = 10;

/**
 * The share of pairs (one won, one not) in which the won row has the higher number; ties count half. 0.5 when there is
 * no such pair.
 */
export function areaUnderCurve(rows: readonly Judged[]): number {
  const sorted = rows.toSorted((left, right) => left.chance - right.chance);
  let [below, area, won] = [0, 0, 0];
  for (let at = 0; at < sorted.length;) {
    let [good, bad] = [0, 0];
    const { chance } = sorted[at]!;
    for (; at < sorted.length && sorted[at]!.chance === chance; at += 1) {
      if (sorted[at]!.won) good += sorted[at]!.weight;
      else bad += sorted[at]!.weight;
    }
    area += good * (below + bad / 2);
    below += bad;
    won += good;
  }
  return won > 0 && below > 0 ? area / (won * below) : 0.5;
}

/** All figures of a back-test. Chances must lie between 0 and 1. */
export function scoreFigures(rows: readonly Judged[]): ScoreFigures {
  let [all, won, loss, squares] = [0, 0, 0, 0];
  for (const row of rows) {
    const chance = Math.min(Math.max(row.chance, 1e-6), 1 - 1e-6);
    all += row.weight;
    if (row.won) won += row.weight;
    loss -= row.weight * Math.log(row.won ? chance : 1 - chance);
    squares += row.weight * (chance - (row.won ? 1 : 0)) ** 2;
  }
  const calibration = calibrationTable(rows, all);
  const gap = calibration.reduce((sum, { count, predicted, actual }) => sum + count * Math.abs(predicted - actual), 0);
  const top = topShare(rows, all / GROUPS);
  return {
    auc: areaUnderCurve(rows),
    log_loss: loss / all,
    brier: squares / all,
    calibration_error: gap / all,
    top_decile_lift: won > 0 ? top / (won / all) : 0,
    top_decile_rate: top,
    calibration,
  };
}

/**
 * Up to ten groups of about equal weight, least promising first. Rows of one chance stay together, so coarse scores make
 * fewer groups.
 */
function calibrationTable(rows: readonly Judged[], all: number): ScoreFigures['calibration'] {
  const sorted = rows.toSorted((left, right) => left.chance - right.chance);
  const groups: Group[] = [];
  let open: Group = { count: 0, predicted: 0, actual: 0 };
  sorted.forEach((row, at) => {
    open.count += row.weight;
    open.predicted += row.weight * row.chance;
    if (row.won) open.actual += row.weight;
    const isLast = at + 1 === sorted.length;
    if (!isLast && (open.count < all / GROUPS - 1e-9 || sorted[at + 1]!.chance === row.chance)) return;
    const former = groups.at(-1);
    // What is left over at the end may be too little to stand alone.
    if (isLast && former && open.count < all / GROUPS / 2) add(former, open);
    else groups.push(open);
    open = { count: 0, predicted: 0, actual: 0 };
  });
  return groups.map(({ count, predicted, actual }) => ({
    count,
    predicted: Math.min(1, predicted / count),
    actual: Math.min(1, actual / count),
  }));
}

interface Group {
  count: number;
  predicted: number;
  actual: number;
}

function add(to: Group, from: Group): void {
  to.count += from.count;
  to.predicted += from.predicted;
  to.actual += from.actual;
}

/** The rate among the best `wanted` rows; of a tie at the border each row counts in part. */
function topShare(rows: readonly Judged[], wanted: number): number {
  const sorted = rows.toSorted((left, right) => right.chance - left.chance);
  let [taken, won] = [0, 0];
  for (let at = 0; at < sorted.length && taken < wanted - 1e-9;) {
    let [all, good] = [0, 0];
    const { chance } = sorted[at]!;
    for (; at < sorted.length && sorted[at]!.chance === chance; at += 1) {
      all += sorted[at]!.weight;
      if (sorted[at]!.won) good += sorted[at]!.weight;
    }
    const part = Math.min(1, (wanted - taken) / all);
    taken += part * all;
    won += part * good;
  }
  return taken > 0 ? Math.min(1, won / taken) : 0;
}
