import type { Amounts } from './read-amounts.ts';
import type { Due, History, HistoryCell } from './read-history.ts';
import { placeInQuarter, windowOf } from './snapshot.ts';

/** A chance as a Beta distribution: `a / (a + b)` is its mean. */
export interface Chance {
  readonly a: number;
  readonly b: number;
}

/** What history says about one window ahead. */
export interface WindowFit {
  readonly ahead: number;
  /** Past windows it rests on. */
  readonly windows: number;
  /** Chances by class: `stage|age|due`, then `stage|age`, `age` and the whole as fall-backs. */
  readonly chances: Readonly<Record<string, Chance>>;
  /** Deals won per window that were not there yet, and what they brought, by owner and team. */
  readonly news: readonly { owner_id: string | null; team_id: string | null; wins: number; amount: number }[];
  /**
   * What a yuan of an open deal is worth once its chance is counted: below one where large deals are won more seldom, or for
   * less than was said.
   */
  readonly worth: number;
  /** How much more than the plain chances say is won in the first, second and third month of a quarter. */
  readonly season: readonly number[];
  /** Standard deviation of the logarithm of what comes over what is expected, for each of the three. */
  readonly shock: readonly number[];
}

/** Raised when a fit means something else, so that a release never reads a fit of another. */
export const FIT_FORMAT = 2;

/** Everything a forecast of a day rests on. */
export interface Fit {
  readonly format: typeof FIT_FORMAT;
  readonly day: string;
  readonly windows: readonly WindowFit[];
  readonly amounts: Amounts;
}

/** Past windows below which history says nothing. */
export const ENOUGH_WINDOWS = 3;
/** What a class inherits from the wider one, as if it were so many deals. */
const INHERITED = 10;
/** A window twelve months ago counts half as much as one just over. */
const HALF_LIFE = 12;
/** Before history says otherwise, months scatter by a fifth around what is expected; that counts as so many months. */
const PRIOR_SHOCK = 0.2;
const PRIOR_MONTHS = 3;

/**
 * Learns from past windows that were over on the day: the chance of each class of open deals (few deals lean on the wider
 * class: stage, age and due day → stage and age → age → all), what came from deals not opened yet, how the months of a
 * quarter differ, and how far off the whole is from month to month. Pure: the same history gives the same fit.
 */
export function fitHistory(day: string, history: History, amounts: Amounts, ahead: readonly number[]): Fit {
  const over = (one: { day: string; ahead: number }): boolean =>
    one.day < day && windowOf(one.day, one.ahead).to <= day;
  const known = { cells: history.cells.filter(over), news: history.news.filter(over) };
  return { format: FIT_FORMAT, day, amounts, windows: ahead.map((months) => fitWindow(day, known, amounts, months)) };
}

function fitWindow(day: string, history: History, amounts: Amounts, ahead: number): WindowFit {
  const first = firstWin(history);
  // What was kept of the time before the first win says nothing: many begin with their open deals only.
  const counts = (one: { day: string; ahead: number }): boolean =>
    one.ahead === ahead && windowOf(one.day, ahead).from >= first;
  const cells = history.cells.filter(counts);
  const news = history.news.filter(counts);
  const won = new Map<string, number>();
  for (const one of [...cells, ...news]) won.set(one.day, (won.get(one.day) ?? 0) + one.wins);
  const days = [...won.keys()];
  const weight = (one: string): number => 0.5 ** (monthsApart(one, day) / HALF_LIFE);
  const chances = chancesOf(cells, weight);
  const total = days.reduce((sum, one) => sum + weight(one), 0);
  const bySeller = sellersOf(news, weight, total);
  const newWins = bySeller.reduce((sum, seller) => sum + seller.wins, 0);
  const ratios = days.map((one) => {
    const open = cells.filter((cell) => cell.day === one);
    const expected = open.reduce((sum, cell) => sum + cell.n * meanOf(chanceOf(chances, cell)), 0) + newWins;
    return {
      place: placeInQuarter(windowOf(one, ahead).to),
      log: Math.log(Math.max(won.get(one) ?? 0, 0.5) / Math.max(expected, 0.5)),
    };
  });
  const worth = worthOf(cells, chances, amounts, days.length);
  return { ahead, windows: days.length, chances, news: bySeller, worth, ...scatterOf(ratios) };
}

/** The first day of the first window in which anything was won. */
function firstWin({ cells, news }: History): string {
  return [...cells, ...news]
    .filter(({ wins }) => wins > 0)
    .reduce((first, { day, ahead }) => {
      const { from } = windowOf(day, ahead);
      return from < first ? from : first;
    }, '9999-12-31');
}

function monthsApart(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / (30.44 * 86_400_000);
}

/** The classes of a deal from the narrowest to the widest. */
function classesOf(cell: { readonly stage: string; readonly age: number; readonly due: Due }): string[] {
  return [`${cell.stage}|${cell.age}|${cell.due}`, `${cell.stage}|${cell.age}`, `${cell.age}`, 'all'];
}

function chancesOf(cells: readonly HistoryCell[], weight: (day: string) => number): Record<string, Chance> {
  const counts = new Map<string, { n: number; wins: number; parent: string | undefined }>();
  for (const cell of cells) {
    const classes = classesOf(cell);
    for (const [index, name] of classes.entries()) {
      const count = counts.get(name) ?? { n: 0, wins: 0, parent: classes[index + 1] };
      count.n += cell.n * weight(cell.day);
      count.wins += cell.wins * weight(cell.day);
      counts.set(name, count);
    }
  }
  const chances: Record<string, Chance> = {};
  const settle = (name: string): Chance => {
    const known = chances[name];
    if (known) return known;
    const count = counts.get(name) ?? { n: 0, wins: 0, parent: undefined };
    const parent = count.parent ? meanOf(settle(count.parent)) : undefined;
    const [a, b] = parent === undefined ? [0.5, 0.5] : [INHERITED * parent, INHERITED * (1 - parent)];
    return (chances[name] = { a: count.wins + a, b: count.n - count.wins + b });
  };
  for (const name of counts.keys()) settle(name);
  return chances;
}

/** The chance of a deal: of the narrowest class history knows. */
export function chanceOf(
  chances: Readonly<Record<string, Chance>>,
  deal: { readonly stage: string; readonly age: number; readonly due: Due },
): Chance {
  for (const name of classesOf(deal)) {
    const known = chances[name];
    if (known) return known;
  }
  return { a: 0.5, b: 0.5 };
}

/** The mean of a chance. */
export function meanOf({ a, b }: Chance): number {
  return a / (a + b);
}

function sellersOf(news: History['news'], weight: (day: string) => number, total: number): WindowFit['news'] {
  const sellers = new Map<string, { owner_id: string | null; team_id: string | null; wins: number; amount: number }>();
  for (const one of news) {
    const key = `${one.owner_id} ${one.team_id}`;
    const seller = sellers.get(key) ?? { owner_id: one.owner_id, team_id: one.team_id, wins: 0, amount: 0 };
    seller.wins += (one.wins * weight(one.day)) / total;
    seller.amount += (one.amount * weight(one.day)) / total;
    sellers.set(key, seller);
  }
  return [...sellers.values()];
}

/** What won deals brought over what chance times amount says, leaning on one like a few windows that say one. */
function worthOf(
  cells: readonly HistoryCell[],
  chances: Readonly<Record<string, Chance>>,
  amounts: Amounts,
  windows: number,
): number {
  let [said, came] = [0, 0];
  for (const cell of cells) {
    said += meanOf(chanceOf(chances, cell)) * (cell.amount + (cell.n - cell.known) * amounts.all.mean);
    came += cell.won;
  }
  if (said <= 0 || came <= 0) return 1;
  return Math.exp((Math.log(came / said) * windows) / (windows + PRIOR_MONTHS));
}

function scatterOf(ratios: readonly { place: number; log: number }[]): Pick<WindowFit, 'season' | 'shock'> {
  const places = [0, 1, 2].map((place) => ratios.filter((ratio) => ratio.place === place).map(({ log }) => log));
  // One window less than there are: a single quarter's end is half believed.
  const season = places.map((logs) => logs.reduce((sum, log) => sum + log, 0) / (logs.length + 1));
  const squares = ratios.reduce((sum, { place, log }) => sum + (log - (season[place] ?? 0)) ** 2, 0);
  // What the seasons took from the freedom of the months; what is left measures the scatter.
  const taken = places.reduce((sum, { length }) => sum + length / (length + 1), 0);
  const variance = (squares + PRIOR_MONTHS * PRIOR_SHOCK ** 2) / (Math.max(0, ratios.length - taken) + PRIOR_MONTHS);
  return {
    season: season.map((log) => Math.exp(log)),
    // A month to come scatters by itself, and around a season that is only known as well as its windows tell.
    shock: places.map(({ length }) => Math.sqrt(variance * (1 + 1 / (length + 1)))),
  };
}
