import { query } from '../../../db/query.ts';
import { addDays, addMonths } from '../../../kernel/time-phrases/calendar.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { WriteScope } from '../crm-scope.ts';
import { readDealSettings } from '../deal-settings/read-deal-settings.ts';
import { localToday } from '../local-today.ts';
import { ENOUGH_WINDOWS, fitHistory } from './fit-history.ts';
import { makeFit } from './make-fit.ts';
import { readOpenDeals, readWon } from './open-deals.ts';
import { readAmounts } from './read-amounts.ts';
import { readHistory, type History } from './read-history.ts';
import { simulateWindow } from './simulate-window.ts';
import { monthOf, PAST_MONTHS, windowOf } from './snapshot.ts';

/** How many past months the back-test looks at. */
const TESTED_MONTHS = 24;
const DRAWS = 1000;

/** A month of the back-test, as stored. */
interface Tested {
  readonly month: string;
  readonly enough: boolean;
  readonly open_deals: number;
  readonly expected: number;
  readonly low: number;
  readonly high: number;
  readonly naive: number | null;
  readonly actual: number;
  readonly history_months: number;
}

/**
 * Makes the day's fit and forecasts every past month anew as it could have been forecast on the evening before it began: only
 * deals, moves, days and amounts that were known by then, chances of windows that were over by then. Needs a scope that sees
 * everything. The figures replace those of the last measuring whole.
 *
 * @returns how many months were measured
 */
export async function measureForecast(scope: WriteScope): Promise<number> {
  await makeFit(scope);
  const months = await monthsToTest(scope);
  const first = months[0];
  const { forecast } = await readDealSettings(scope);
  const evenings = first ? eveningsUpTo(first, months) : [];
  const history = first ? await readHistory(scope, evenings, [1]) : { cells: [], news: [] };
  const tested: Tested[] = [];
  for (const month of months) tested.push(await testMonth(scope, month, history, forecast.level));
  await inTransaction(scope, async ({ em }) => {
    await query(em, 'delete from forecast_back_test');
    await query(
      em,
      `insert into forecast_back_test (month, enough, open_deals, expected, low, high, naive, actual, history_months, made_at)
       select month, enough, open_deals, expected, low, high, naive, actual, history_months, $2
       from jsonb_populate_recordset(null::forecast_back_test, $1::jsonb)`,
      [JSON.stringify(tested), scope.clock.now()],
    );
  });
  return tested.length;
}

/** First days of the months that are over and in which deals were closed, oldest first. */
async function monthsToTest(scope: WriteScope): Promise<string[]> {
  const thisMonth = `${monthOf(localToday(scope.clock))}-01`;
  const rows = await query<{ month: string }>(
    scope.em,
    `select distinct date_trunc('month', o.closed_on)::date::text as month from opportunity o
     where o.stage = 'won' and o.closed_on < $1::date order by 1 desc limit ${TESTED_MONTHS}`,
    [thisMonth],
  );
  return rows.map(({ month }) => month).reverse();
}

/** The evenings before every month that any of the tests learns from or stands at. */
function eveningsUpTo(first: string, months: readonly string[]): string[] {
  const past = Array.from({ length: PAST_MONTHS }, (_, index) => addMonths(first, index - PAST_MONTHS));
  return [...new Set([...past, ...months])].map((month) => addDays(month, -1));
}

async function testMonth(scope: WriteScope, month: string, all: History, level: number): Promise<Tested> {
  const evening = addDays(month, -1);
  const window = windowOf(evening, 1);
  const oldest = addMonths(month, -PAST_MONTHS);
  const history = {
    cells: all.cells.filter(({ day }) => day >= addDays(oldest, -1)),
    news: all.news.filter(({ day }) => day >= addDays(oldest, -1)),
  };
  const fit = fitHistory(evening, history, await readAmounts(scope, evening), [1]);
  const [fitted] = fit.windows;
  const deals = await readOpenDeals(scope, evening, {});
  const actual = await wonIn(scope, window);
  const before = [];
  for (const ago of [1, 2, 3]) before.push(await wonIn(scope, windowOf(addDays(addMonths(month, -ago), -1), 1)));
  const known = before.filter((amount) => amount > 0);
  const enough = fitted !== undefined && fitted.windows >= ENOUGH_WINDOWS;
  const outlook = enough
    ? simulateWindow({ fit, window: fitted, deals, news: totalOf(fitted.news), level, seed: evening, draws: DRAWS })
    : { expected: 0, low: 0, high: 0 };
  return {
    month,
    enough,
    open_deals: deals.length,
    expected: outlook.expected,
    low: outlook.low,
    high: outlook.high,
    naive: known.length > 0 ? known.reduce((sum, amount) => sum + amount, 0) / known.length : null,
    actual,
    history_months: fitted?.windows ?? 0,
  };
}

async function wonIn(scope: WriteScope, window: { from: string; to: string }): Promise<number> {
  return (await readWon(scope, window, {})).reduce((sum, { amount }) => sum + amount, 0);
}

function totalOf(news: readonly { wins: number; amount: number }[]): { wins: number; amount: number } {
  return news.reduce((total, one) => ({ wins: total.wins + one.wins, amount: total.amount + one.amount }), {
    wins: 0,
    amount: 0,
  });
}
