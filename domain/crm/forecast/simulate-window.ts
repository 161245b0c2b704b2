import { diceOf, type Dice } from './dice.ts';
import { chanceOf, meanOf, type Fit, type WindowFit } from './fit-history.ts';
import type { AmountSpread } from './read-amounts.ts';
import type { Due } from './read-history.ts';
import { placeInQuarter, windowOf } from './snapshot.ts';

/** An open deal as the simulation needs it. */
export interface OpenDeal {
  readonly stage: string;
  readonly age: number;
  readonly close_on: string | null;
  /** In yuan; none when it is not known. */
  readonly amount: number | null;
  readonly product_id: string | null;
}

/** What is to come in a window. Money in yuan. */
export interface Outlook {
  readonly expected: number;
  readonly low: number;
  readonly high: number;
  /** The part of `expected` from deals not opened yet. */
  readonly fromNew: number;
}

export interface Simulated {
  readonly fit: Fit;
  readonly window: WindowFit;
  readonly deals: readonly OpenDeal[];
  /** Deals won per window that are not there yet, of whom the outlook is about, and what they bring. */
  readonly news: { readonly wins: number; readonly amount: number };
  /** Per cent of outcomes between low and high. */
  readonly level: number;
  /** Anything that names this outlook, so that asked again it says the same. */
  readonly seed: string;
  readonly draws: number;
}

/**
 * The outlook of one window: the expected sum in closed form, and the interval from seeded draws. A draw takes a level of the
 * month (how far off months usually are), a chance for each class (as sure as history makes it), then deal by deal whether it
 * is won and for how much, then the deals that are not there yet.
 */
export function simulateWindow(input: Simulated): Outlook {
  const { fit, window } = input;
  const to = windowOf(fit.day, window.ahead).to;
  const place = placeInQuarter(to);
  const season = window.season[place] ?? 1;
  const groups = groupDeals(input, to);
  const newAmount = input.news.wins > 0 ? input.news.amount / input.news.wins : 0;
  const fromNew = input.news.wins * season * newAmount;
  const fromOpen = groups.reduce((sum, { chance, deals }) => {
    const p = Math.min(CERTAIN, meanOf(chance) * season);
    return sum + p * deals.reduce((total, { mean }) => total + mean, 0);
  }, 0);
  const sums = drawSums(input, groups, { season, shock: window.shock[place] ?? 0 }, newAmount);
  const tail = (1 - input.level / 100) / 2;
  return {
    expected: fromOpen + fromNew,
    low: quantile(sums, tail),
    high: quantile(sums, 1 - tail),
    fromNew,
  };
}

/** No open deal is surer than this. */
const CERTAIN = 0.98;
/** Classes of more deals than this are drawn as one sum; the error is far below that of the chances. */
const ONE_BY_ONE = 12;

interface DealGroup {
  readonly chance: { readonly a: number; readonly b: number };
  readonly deals: readonly AmountSpread[];
}

function groupDeals({ fit, window, deals }: Simulated, to: string): DealGroup[] {
  const groups = new Map<object, AmountSpread[]>();
  for (const deal of deals) {
    const due: Due = deal.close_on === null ? 'none' : deal.close_on <= to ? 'due' : 'later';
    const chance = chanceOf(window.chances, { stage: deal.stage, age: deal.age, due });
    const spread =
      deal.amount !== null && deal.amount > 0
        ? { n: 1, mean: deal.amount, points: [deal.amount] }
        : ((deal.product_id ? fit.amounts.products[deal.product_id] : undefined) ?? fit.amounts.all);
    const worth = scaled(spread, window.worth);
    const known = groups.get(chance);
    if (known) known.push(worth);
    else groups.set(chance, [worth]);
  }
  return [...groups].map(([chance, spreads]) => ({ chance: chance as DealGroup['chance'], deals: spreads }));
}

function scaled({ n, mean, points }: AmountSpread, factor: number): AmountSpread {
  return { n, mean: mean * factor, points: points.map((point) => point * factor) };
}

function drawSums(
  input: Simulated,
  groups: readonly DealGroup[],
  { season, shock }: { readonly season: number; readonly shock: number },
  newAmount: number,
): number[] {
  const dice = diceOf(input.seed);
  const sums: number[] = [];
  for (let draw = 0; draw < input.draws; draw += 1) {
    const level = season * Math.exp(shock * dice.normal() - (shock * shock) / 2);
    let sum = 0;
    for (const group of groups) sum += drawGroup(group, level, dice);
    const wins = dice.poisson(input.news.wins * level);
    for (let win = 0; win < wins; win += 1) {
      const { points, mean } = input.fit.amounts.all;
      const point = points[dice.below(points.length)] ?? 0;
      sum += mean > 0 ? (point * newAmount) / mean : newAmount;
    }
    sums.push(sum);
  }
  return sums.sort((left, right) => left - right);
}

function drawGroup({ chance: { a, b }, deals }: DealGroup, level: number, dice: Dice): number {
  const p = Math.min(CERTAIN, dice.beta(a, b) * level);
  if (deals.length > ONE_BY_ONE) {
    let mean = 0;
    let variance = 0;
    for (const { mean: amount, points } of deals) {
      const square = points.reduce((sum, point) => sum + point * point, 0) / points.length;
      mean += p * amount;
      variance += p * square - (p * amount) ** 2;
    }
    return Math.max(0, mean + Math.sqrt(variance) * dice.normal());
  }
  let sum = 0;
  for (const { points } of deals) if (dice.uniform() < p) sum += points[dice.below(points.length)] ?? 0;
  return sum;
}

function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0];
  return below + (above - below) * (at - Math.floor(at));
}
