import { setImmediate as nextTurn } from 'node:timers/promises';
import { query } from '../../../db/query.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { Forecast, ForecastQuery, ForecastRow } from '../../../kernel/contracts/forecast.ts';
import { addDays } from '../../../kernel/time-phrases/calendar.ts';
import { visibleRows } from '../../visible-rows.ts';
import { Params } from '../../../db/query.ts';
import type { ReadScope } from '../crm-scope.ts';
import { readDealSettings } from '../deal-settings/read-deal-settings.ts';
import { localToday } from '../local-today.ts';
import { ENOUGH_WINDOWS, type Fit } from './fit-history.ts';
import { latestFit } from './make-fit.ts';
import { readOpenDeals, readWon, type ForecastDeal } from './open-deals.ts';
import { simulateWindow } from './simulate-window.ts';
import { monthOf, windowOf } from './snapshot.ts';

/** Draws over all outlooks of a request: enough for the interval, bounded for whoever waits. */
const MOST_WORK = 4e6;

interface Parts {
  readonly today: string;
  readonly fit: Fit;
  readonly deals: readonly ForecastDeal[];
  readonly won: readonly { owner_id: string | null; team_id: string | null; amount: number }[];
  readonly news: Fit['windows'][number]['news'][];
  readonly level: number;
  readonly commit: number;
  readonly draws: number;
}

/**
 * The forecast of the coming months over the deals the actor may see: what is committed, the best case, the weighted sum,
 * and what the organisation's own history makes of it, with an interval. Chances and seasons come from the whole
 * organisation's history; deals, what was won and deals still to come are the actor's own view.
 */
export async function forecastDeals(
  scope: ReadScope & { readonly clock: Clock },
  input: ForecastQuery,
): Promise<Forecast> {
  const today = localToday(scope.clock);
  const { forecast: settings } = await readDealSettings(scope);
  const fit = await latestFit(scope);
  const deals = await readOpenDeals(scope, today, input);
  const windows = Array.from({ length: input.months }, (_, ahead) => ahead);
  const sellers = await sellersSeen(scope, input);
  const parts: Parts = {
    today,
    fit: { ...fit, day: today },
    deals,
    won: await readWon(scope, { from: `${monthOf(today)}-01`, to: today }, input),
    news: windows.map((ahead) => (fit.windows[ahead]?.news ?? []).filter(sellers)),
    level: settings.level,
    commit: settings.commit_probability,
    draws: Math.min(600, Math.max(150, Math.round(MOST_WORK / (1 + deals.length * input.months)))),
  };
  const groups = await groupsOf(scope, parts, input.by);
  const rows: ForecastRow[] = [];
  for (const ahead of windows) {
    for (const group of groups) {
      rows.push(rowOf(parts, ahead, group));
      // Others get their turn between two outlooks.
      await nextTurn();
    }
  }
  const history = Math.min(...windows.map((ahead) => fit.windows[ahead]?.windows ?? 0));
  const undated = deals.filter(({ close_on }) => close_on === null);
  return {
    as_of: today,
    level: settings.level,
    enough: history >= ENOUGH_WINDOWS,
    history_months: history,
    fitted_on: fit.day,
    rows,
    undated: { deals: undated.length, amount: undated.reduce((sum, { amount }) => sum + (amount ?? 0), 0) },
    notes: notesOf(history, settings),
  };
}

interface Group {
  readonly id: string | null;
  readonly name: string | null;
  readonly has: (one: { owner_id: string | null; team_id: string | null }) => boolean;
}

async function groupsOf(scope: ReadScope, parts: Parts, by: ForecastQuery['by']): Promise<Group[]> {
  if (by === 'none') return [{ id: null, name: null, has: () => true }];
  const key = by === 'owner' ? 'owner_id' : 'team_id';
  const ids = [...new Set([...parts.deals, ...parts.won, ...parts.news.flat()].map((one) => one[key]))];
  const names = await query<{ id: string; name: string }>(
    scope.em,
    `select id, name from ${by === 'owner' ? 'app_user' : 'team'} where id = any($1::uuid[])`,
    [ids.filter((id) => id !== null)],
  );
  const named = new Map(names.map(({ id, name }) => [id, name]));
  return ids
    .map((id) => ({
      id,
      name: id === null ? null : (named.get(id) ?? null),
      has: (one: { owner_id: string | null; team_id: string | null }) => one[key] === id,
    }))
    .sort((left, right) => (left.name ?? '\uFFFF').localeCompare(right.name ?? '\uFFFF', 'zh'));
}

/** Whose deals still to come the actor may count: by the same scope as the deals themselves. */
async function sellersSeen(
  scope: ReadScope,
  input: ForecastQuery,
): Promise<(one: { owner_id: string | null; team_id: string | null }) => boolean> {
  const params = new Params();
  const rows = await query<{ id: string }>(
    scope.em,
    `select u.id from (select id, id as owner_id, team_id from app_user) u where ${visibleRows(scope.actor, 'u', params)}`,
    params.values,
  );
  const seen = new Set(rows.map(({ id }) => id));
  return ({ owner_id, team_id }) =>
    (owner_id === null ? scope.actor.dataScope === 'all' : seen.has(owner_id)) &&
    (!input.owner_id || owner_id === input.owner_id) &&
    (!input.team_id || team_id === input.team_id);
}

function rowOf(parts: Parts, ahead: number, group: Group): ForecastRow {
  const { today } = parts;
  const window = windowOf(today, ahead);
  const deals = parts.deals.filter(group.has);
  // A deal whose day has passed is still to close: it counts for the month that runs.
  const due = deals.filter(
    ({ close_on: day }) => day !== null && day <= window.to && (ahead === 0 || day >= window.from),
  );
  const won = ahead === 0 ? sum(parts.won.filter(group.has).map(({ amount }) => amount)) : 0;
  const outlook = outlookOf(parts, ahead, group, deals);
  return {
    month: monthOf(window.to),
    group_id: group.id,
    group_name: group.name,
    won: cents(won),
    committed: cents(
      won + sum(due.filter((deal) => deal.probability >= parts.commit).map(({ amount }) => amount ?? 0)),
    ),
    best_case: cents(won + sum(due.map(({ amount }) => amount ?? 0))),
    weighted: cents(won + sum(due.map(({ amount, probability }) => ((amount ?? 0) * probability) / 100))),
    expected: outlook && cents(won + outlook.expected),
    low: outlook && cents(won + outlook.low),
    high: outlook && cents(won + outlook.high),
    new_business: outlook && cents(outlook.fromNew),
    due_deals: due.length,
    overdue_deals: ahead === 0 ? due.filter(({ close_on }) => (close_on ?? '') < today).length : 0,
    estimated_deals: deals.filter(({ amount }) => amount === null || amount <= 0).length,
  };
}

function outlookOf(parts: Parts, ahead: number, group: Group, deals: readonly ForecastDeal[]) {
  const { fit, today } = parts;
  const window = fit.windows[ahead];
  // On the last day of a month nothing of it is left to come.
  if (ahead === 0 && addDays(today, 1).endsWith('-01')) return { expected: 0, low: 0, high: 0, fromNew: 0 };
  if (!window || window.windows < ENOUGH_WINDOWS) return null;
  const news = (parts.news[ahead] ?? []).filter(group.has);
  return simulateWindow({
    fit,
    window,
    deals,
    news: { wins: sum(news.map(({ wins }) => wins)), amount: sum(news.map(({ amount }) => amount)) },
    level: parts.level,
    seed: `${today} ${ahead} ${group.id}`,
    draws: parts.draws,
  });
}

function notesOf(history: number, settings: { commit_probability: number; level: number }): string[] {
  const basis =
    history >= ENOUGH_WINDOWS
      ? `历史转化：根据最近 ${history} 个月里同阶段、同时长的商机实际赢单的比例，加上还没出现的新商机，${settings.level}% 的把握落在区间内。`
      : `历史转化：可比较的月份只有 ${history} 个，至少要 ${ENOUGH_WINDOWS} 个，暂不给出区间。`;
  return [
    `承诺：已赢单，加上本月预计成交、概率不低于 ${settings.commit_probability}% 的商机。`,
    '最好情况：已赢单，加上本月预计成交的全部商机；过了预计日期还没结束的算在当月。',
    '加权：按每个商机的成交概率折算。',
    basis,
  ];
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const cents = (value: number): number => Math.round(value * 100) / 100;
