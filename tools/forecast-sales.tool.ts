import { z } from 'zod';
import { forecastDeals } from '../domain/crm/forecast/forecast-deals.ts';
import { readBackTest } from '../domain/crm/forecast/read-back-test.ts';
import type { BackTest, Forecast, ForecastRow } from '../kernel/contracts/forecast.ts';
import type { AnswerPart } from '../kernel/contracts/chat.ts';
import type { DayRange } from '../kernel/contracts/reports.ts';
import { formatMoney } from '../kernel/format/money.ts';
import { formatPercent } from '../kernel/format/percent.ts';
import { localDay } from '../kernel/time-phrases/local-day.ts';
import { maybeChoice, maybeOwner, maybePeriod, maybeTeam } from './arguments.ts';
import { toolError } from './errors.ts';
import { answer, phrase, sentences } from './present/answer.ts';
import { filterPart } from './present/filter-part.ts';
import { tablePart, type RowTable } from './present/row-table.ts';
import { comingDays } from './resolve/period.ts';
import { resolveWhose } from './resolve/whose.ts';
import { readTool } from './tool.ts';

const DEFAULT_MONTHS = 3;
const MOST_MONTHS = 6;

export const forecastSalesTool = readTool({
  name: 'forecast_sales',
  title: '业绩预测',
  description:
    '预测本月、本季度或未来几个月能签多少：按成交概率加权的金额，和按历史阶段转化推算的金额及区间，并说明过去预测的误差。可按人、团队看，也可分人（by=owner）、分团队（by=team）列出。',
  permission: 'crm.read',
  input: z.strictObject({
    period: maybePeriod('预测的时间'),
    owner: maybeOwner,
    team: maybeTeam,
    by: maybeChoice('拆分', ['owner', 'team'], {
      owner: ['每个人', '按人', '分人', '各人', '按销售', '每个销售', '每人'],
      team: ['分团队', '各团队', '按团队', '每个团队', '各个团队', '各组'],
    }),
  }),
  phrases: [
    '预测一下{period}的业绩',
    '{period}预测能做多少',
    '{owner}{period}预测能签多少钱',
    '{team}{period}的业绩预测',
    '销售预测',
    '{period}销售预测看一下',
    '按现在的单子{period}估计能完成多少',
    '{period}预测业绩，按人拆开',
    '{period}各团队的预测',
    '{owner}{period}预计能完成多少业绩',
    '预测准不准，误差有多大',
    '{period}大概能收多少单',
    '预测{owner}{period}能拿多少',
    '{period}的预测区间是多少',
  ],
  answer: async (scope, said) => {
    const days = comingDays(said.period, scope.clock.now());
    const { from, to, months } = monthsOf(days, localDay(scope.clock.now()));
    const { person, unit, asker, conditions, filter } = await resolveWhose(scope, said);
    const by = said.by ?? 'none';
    const forecast = await forecastDeals(scope, { months, by, ...filter });
    const rows = forecast.rows.filter(({ month }) => month >= from && month <= to);
    const whole = by === 'none' ? rows : (await forecastDeals(scope, { months, by: 'none', ...filter })).rows.slice(-1);
    const single = from === to;
    const subject = phrase(person?.words, unit?.name, spanWords(from, to));
    return answer({
      text: sentences(
        by === 'none' || !single
          ? outlook(subject, by === 'none' ? rows : [], forecast)
          : outlook(subject, whole, forecast),
        by !== 'none' && leaders(rows, single),
        forecast.undated.deals > 0 &&
          by === 'none' &&
          `另有 ${forecast.undated.deals} 个商机没填预计成交日，没有算进加权金额。`,
        trackRecord(await readBackTest(scope)),
      ),
      parts: [
        ...chartOf(rows, by, single),
        tablePart(tableOf(by), rows, { title: '业绩预测' }),
        ...filterPart(scope.actor, '商机', [
          ...conditions,
          spanWords(from, to),
          forecast.notes.map((note) => note.replace(/。$/u, '')).join('；'),
        ]),
      ],
      suggestions: [
        by === 'none' && scope.actor.dataScope !== 'own' ? '预测本月业绩，按人拆开' : '本月预计能签的单子',
        asker ? `${asker}哪些商机过了成交日期还没结果` : '哪些单子过了预计成交日还没签',
        asker ? `${asker}有哪些有预警的单子` : '有预警的商机',
      ],
    });
  },
});

/**
 * The months a stretch of coming days lies in.
 * @throws AppError `tools.bad_forecast_period`, for days that are over or too far ahead
 */
function monthsOf(days: DayRange | undefined, today: string): { from: string; to: string; months: number } {
  const first = today.slice(0, 7);
  const from = days && days.from.slice(0, 7) > first ? days.from.slice(0, 7) : first;
  const to = days ? days.to.slice(0, 7) : monthAfter(first, DEFAULT_MONTHS - 1);
  const months = distance(first, to) + 1;
  if (months < 1 || months > MOST_MONTHS)
    throw toolError('tools.bad_forecast_period', { details: { months: MOST_MONTHS } });
  return { from, to, months };
}

const distance = (from: string, to: string): number =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));

function monthAfter(month: string, count: number): string {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
}

const monthWords = (month: string): string => `${month.slice(0, 4)} 年 ${Number(month.slice(5, 7))} 月`;
const spanWords = (from: string, to: string): string =>
  from === to
    ? monthWords(from)
    : `${monthWords(from)}至 ${from.slice(0, 4) === to.slice(0, 4) ? `${Number(to.slice(5, 7))} 月` : monthWords(to)}`;

/** Intervals of several months do not add up, so each month keeps its own. */
function outlook(subject: string, rows: readonly ForecastRow[], { level, enough }: Forecast): string {
  if (rows.length === 0) return '';
  const sum = (value: (row: ForecastRow) => number | null): number =>
    rows.reduce((total, row) => total + (value(row) ?? 0), 0);
  const weighted = formatMoney(sum((row) => row.weighted));
  const [only] = rows;
  const done = `已经赢单 ${formatMoney(sum((row) => row.won))}，按成交概率加权 ${weighted}`;
  if (!enough) return `${subject}${done}；历史月份还不够，暂时推算不了区间。`;
  const expected = formatMoney(sum((row) => row.expected));
  const interval =
    rows.length === 1 && only
      ? `，${level}% 的把握在 ${formatMoney(only.low ?? 0)} 到 ${formatMoney(only.high ?? 0)} 之间`
      : '，各月的区间见表';
  return `${subject}${done}，按历史转化推算 ${expected}${interval}。`;
}

function leaders(rows: readonly ForecastRow[], single: boolean): string {
  const amount = (row: ForecastRow): number => row.expected ?? row.weighted;
  const named = rows.filter((row) => row.group_name && amount(row) > 0).toSorted((a, b) => amount(b) - amount(a));
  if (named.length === 0) return '分开看暂时都没有金额。';
  const shown = named
    .slice(0, 3)
    .map((row) => `${row.group_name ?? ''}${single ? '' : `（${monthWords(row.month)}）`} ${formatMoney(amount(row))}`);
  return `推算最多的是${shown.join('、')}。`;
}

/** How good it was so far, in one sentence; a yardstick beside it. */
function trackRecord(test: BackTest): string {
  if (test.months === 0 || test.wape === null) return '还没有可以回测的月份。';
  const usual = test.naive_wape === null ? '' : `，直接用前三个月均值的误差是 ${formatPercent(test.naive_wape)}`;
  return `回测最近 ${test.months} 个月，平均误差 ${formatPercent(test.wape)}${usual}；实际值落在区间内的有 ${formatPercent(test.coverage ?? 0)}。`;
}

function tableOf(by: 'none' | 'owner' | 'team'): RowTable<ForecastRow> {
  return {
    columns: [
      { key: 'month', label: '月份', format: 'text', cell: (row) => row.month },
      ...(by === 'none'
        ? []
        : [
            {
              key: 'group',
              label: by === 'owner' ? '销售' : '团队',
              format: 'text' as const,
              cell: (row: ForecastRow) => row.group_name ?? '未分配',
            },
          ]),
      { key: 'won', label: '已赢单', format: 'money', cell: (row) => row.won },
      { key: 'weighted', label: '加权金额', format: 'money', cell: (row) => row.weighted },
      { key: 'expected', label: '历史转化推算', format: 'money', cell: (row) => row.expected },
      { key: 'low', label: '区间下限', format: 'money', cell: (row) => row.low },
      { key: 'high', label: '区间上限', format: 'money', cell: (row) => row.high },
      { key: 'committed', label: '承诺', format: 'money', cell: (row) => row.committed },
      { key: 'best_case', label: '最好情况', format: 'money', cell: (row) => row.best_case },
    ],
    ref: () => null,
  };
}

/** Bars of the months, or of the people of one month; one bar alone says nothing. */
function chartOf(rows: readonly ForecastRow[], by: 'none' | 'owner' | 'team', single: boolean): AnswerPart[] {
  const category = single ? 'group' : 'month';
  if (rows.length < 2 || (by !== 'none' && !single)) return [];
  return [
    {
      type: 'chart',
      chart: {
        kind: 'bar',
        title: '业绩预测',
        category,
        series: [
          { key: 'weighted', label: '加权金额', format: 'money' },
          { key: 'expected', label: '历史转化推算', format: 'money' },
        ],
      },
      rows: rows.map((row) => ({
        [category]: single ? (row.group_name ?? '未分配') : row.month,
        weighted: row.weighted,
        expected: row.expected,
      })),
    },
  ];
}
