import { breathe } from './fit-data.ts';

export interface LogisticFit {
  readonly intercept: number;
  readonly coefficients: Float64Array;
}

/** A table of numbers, row after row. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
}

const MOST_STEPS = 40;
/** Share of the cost below which a step gains nothing. */
const CLOSE_ENOUGH = 1e-10;

/**
 * Logistic regression with a quadratic penalty on the coefficients (not on the intercept), by Newton's method
 * (iteratively reweighted least squares). The same rows give the same coefficients, bit by bit.
 *
 * @param penalty strength of the penalty in rows; above 0 the solution is unique even for columns that repeat each other
 */
export async function fitLogistic(
  x: Matrix,
  won: Uint8Array,
  weights: Float64Array,
  penalty: number,
): Promise<LogisticFit> {
  const size = x.columns + 1;
  const beta = new Float64Array(size);
  beta[0] = startAt(won, weights);
  let cost = costOf(x, won, weights, beta, penalty);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const { gradient, hessian } = slopes(x, won, weights, beta, penalty);
    const move = solve(hessian, gradient, size);
    // A whole step of Newton's may overshoot; a short enough one always helps.
    let [length, next] = [1, Infinity];
    const here = beta.slice();
    for (; length > 1e-6; length /= 2) {
      for (let at = 0; at < size; at += 1) beta[at] = here[at]! + length * move[at]!;
      next = costOf(x, won, weights, beta, penalty);
      if (next <= cost) break;
    }
    if (next > cost) beta.set(here);
    if (!(cost - next > CLOSE_ENOUGH * (1 + Math.abs(cost)))) break;
    cost = next;
    await breathe();
  }
  return { intercept: beta[0]!, coefficients: beta.slice(1) };
}

/** The chance that goes with log-odds. */
export function chanceOf(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

/** The log-odds of all rows together, kept off infinity. */
function startAt(won: Uint8Array, weights: Float64Array): number {
  let [all, good] = [0, 0];
  for (let row = 0; row < won.length; row += 1) {
    all += weights[row]!;
    if (won[row]) good += weights[row]!;
  }
  const rate = (good + 0.5) / (all + 1);
  return Math.log(rate / (1 - rate));
}

/** What is made least: the loss of the rows and the penalty. */
function costOf(x: Matrix, won: Uint8Array, weights: Float64Array, beta: Float64Array, penalty: number): number {
  let cost = 0;
  for (let at = 1; at < beta.length; at += 1) cost += (penalty * beta[at]! * beta[at]!) / 2;
  for (let row = 0; row < x.rows; row += 1) {
    let logOdds = beta[0]!;
    for (let at = 0; at < x.columns; at += 1) logOdds += beta[at + 1]! * x.data[row * x.columns + at]!;
    // ln(1 + e^z) without overflow.
    const wrong = won[row] ? -logOdds : logOdds;
    cost += weights[row]! * (Math.max(wrong, 0) + Math.log1p(Math.exp(-Math.abs(wrong))));
  }
  return cost;
}

/** First and second derivatives of the penalised log-likelihood. */
function slopes(
  x: Matrix,
  won: Uint8Array,
  weights: Float64Array,
  beta: Float64Array,
  penalty: number,
): { gradient: Float64Array; hessian: Float64Array } {
  const size = x.columns + 1;
  const gradient = new Float64Array(size);
  const hessian = new Float64Array(size * size);
  const line = new Float64Array(size);
  line[0] = 1;
  for (let row = 0; row < x.rows; row += 1) {
    let logOdds = beta[0]!;
    for (let at = 1; at < size; at += 1) {
      line[at] = x.data[row * x.columns + at - 1]!;
      logOdds += beta[at]! * line[at]!;
    }
    const chance = chanceOf(logOdds);
    const error = weights[row]! * (won[row]! - chance);
    const spread = weights[row]! * Math.max(chance * (1 - chance), 1e-9);
    for (let at = 0; at < size; at += 1) {
      gradient[at]! += error * line[at]!;
      const part = spread * line[at]!;
      for (let to = 0; to <= at; to += 1) hessian[at * size + to]! += part * line[to]!;
    }
  }
  for (let at = 1; at < size; at += 1) {
    gradient[at]! -= penalty * beta[at]!;
    hessian[at * size + at]! += penalty;
  }
  hessian[0]! += 1e-9;
  return { gradient, hessian };
}

/** Solves H · z = g by Cholesky's factors of the lower half of H, which it overwrites. */
function solve(h: Float64Array, g: Float64Array, size: number): Float64Array {
  for (let at = 0; at < size; at += 1) {
    for (let to = 0; to <= at; to += 1) {
      let sum = h[at * size + to]!;
      for (let k = 0; k < to; k += 1) sum -= h[at * size + k]! * h[to * size + k]!;
      h[at * size + to] = at === to ? Math.sqrt(Math.max(sum, 1e-12)) : sum / h[to * size + to]!;
    }
  }
  const z = g.slice();
  for (let at = 0; at < size; at += 1) {
    for (let k = 0; k < at; k += 1) z[at]! -= h[at * size + k]! * z[k]!;
    z[at]! /= h[at * size + at]!;
  }
  for (let at = size - 1; at >= 0; at -= 1) {
    for (let k = at + 1; k < size; k += 1) z[at]! -= h[k * size + at]! * z[k]!;
    z[at]! /= h[at * size + at]!;
  }
  return z;
}
