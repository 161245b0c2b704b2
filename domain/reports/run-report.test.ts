import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOrm, forkEm } from '../../db/orm.ts';
import type { ReportRequestInput } from '../../kernel/contracts/reports.ts';
import { testDatabase } from '../../tests/support/database.ts';
import { FakeClock } from '../../tests/support/fake-clock.ts';
import { makeReportWorld, type ReportWorld } from '../../tests/support/report-world.ts';
import { runReport } from './run-report.ts';
import { findDimension } from './find-definition.ts';
import { nameValues } from './name-values.ts';
import { salesFunnel } from './sales-funnel.ts';

const OCTOBER = '上个月';

let world: ReportWorld;
let stop: () => Promise<void>;
let ask: (request: ReportRequestInput, actor?: ReturnType<ReportWorld['actor']>) => ReturnType<typeof runReport>;
let scopeOf: (actor: ReturnType<ReportWorld['actor']>) => Parameters<typeof runReport>[0];

beforeAll(async () => {
  const database = await testDatabase();
  const orm = await createOrm({ url: database.url, poolSize: 2 });
  world = await makeReportWorld(forkEm(orm));
  const clock = new FakeClock();
  scopeOf = (actor) => ({ em: forkEm(orm), clock, actor });
  ask = (request, actor = world.actor(world.li, 'all')) => runReport(scopeOf(actor), request);
  stop = async () => {
    await orm.close(true);
    await database.stop();
  };
});
afterAll(async () => await stop());

describe('numbers of the whole', () => {
  test('counts, sums, ratios and medians', async () => {
    const { totals, rows } = await ask({
      metrics: [
        'opportunity_count',
        'won_count',
        'lost_count',
        'open_count',
        'won_amount',
        'average_won_amount',
        'win_rate',
      ],
    });
    expect(totals).toMatchObject({
      opportunity_count: 10,
      won_count: 5,
      lost_count: 2,
      open_count: 3,
      won_amount: 590_000,
    });
    expect(totals).toMatchObject({ average_won_amount: 118_000, win_rate: 5 / 7 });
    expect(rows).toEqual([totals]);
    const more = await ask({
      metrics: [
        'won_cycle_days',
        'median_won_cycle_days',
        'lost_cycle_days',
        'open_amount',
        'weighted_amount',
        'overdue_open_count',
      ],
    });
    expect(more.totals).toMatchObject({ won_cycle_days: 44.8, median_won_cycle_days: 39, lost_cycle_days: 27 });
    expect(more.totals).toMatchObject({ open_amount: 280_000, weighted_amount: 180_000, overdue_open_count: 1 });
  });

  test('activities, leads and customers beside deals in one answer', async () => {
    const { rows } = await ask({
      metrics: ['won_amount', 'activity_count', 'lead_count', 'lead_conversion_rate', 'customer_count'],
      dimensions: ['manager'],
    });
    expect(rows).toEqual([
      {
        manager: '周强',
        won_amount: 340_000,
        activity_count: 1,
        lead_count: 1,
        lead_conversion_rate: 0,
        customer_count: 1,
      },
      {
        manager: '陈静',
        won_amount: 250_000,
        activity_count: 2,
        lead_count: 2,
        lead_conversion_rate: 0.5,
        customer_count: 2,
      },
      {
        manager: '未填写',
        won_amount: 0,
        activity_count: 0,
        lead_count: 1,
        lead_conversion_rate: 0,
        customer_count: 0,
      },
    ]);
  });

  test('overdue follow-ups go by the clock', async () => {
    const { totals } = await ask({ metrics: ['overdue_follow_up_count', 'planned_follow_up_count'] });
    expect(totals).toEqual({ overdue_follow_up_count: 1, planned_follow_up_count: 2 });
  });
});

describe('groups', () => {
  test('largest first, records without a value last as 未填写, totals over everything', async () => {
    const answer = await ask({ metrics: ['won_amount'], dimensions: ['sector'] });
    expect(answer.rows).toEqual([
      { sector: '软件', won_amount: 300_000 },
      { sector: '制造', won_amount: 190_000 },
      { sector: '未填写', won_amount: 100_000 },
    ]);
    expect(answer.totals).toEqual({ won_amount: 590_000 });
    expect(answer.chart?.kind).toBe('bar');
  });

  test('two people of one name stay two rows, told apart by their team', async () => {
    const { rows } = await ask({ metrics: ['won_amount'], dimensions: ['owner'] });
    expect(rows).toEqual([
      { owner: '赵敏', won_amount: 300_000 },
      { owner: '王磊（华东一组）', won_amount: 190_000 },
      { owner: '李娜', won_amount: 60_000 },
      { owner: '王磊（华南一组）', won_amount: 40_000 },
    ]);
  });

  test('months by the closing day, in order, as a line', async () => {
    const { rows, chart, filter_sentence } = await ask({ metrics: ['赢单金额'], dimensions: ['月份'] });
    expect(rows.map((row) => [row['month'], row['won_amount']])).toEqual([
      ['2025-10', 90_000],
      ['2026-09', 60_000],
      ['2026-10', 400_000],
      ['2026-11', 40_000],
    ]);
    expect(chart?.kind).toBe('line');
    expect(filter_sentence).toBe('按赢单日期');
  });

  test('a month without sales is a row of 0 inside the period, days to come are none', async () => {
    const { rows } = await ask({
      metrics: ['won_count', 'win_rate'],
      dimensions: ['month'],
      period: { from: '2026-08-01', to: '2026-12-31' },
    });
    expect(rows.map((row) => [row['month'], row['won_count'], row['win_rate']])).toEqual([
      ['2026-08', 0, null],
      ['2026-09', 1, 1],
      ['2026-10', 2, 2 / 3],
      ['2026-11', 1, 1],
    ]);
  });

  test('stages in the order of the funnel, only those with something in hand', async () => {
    const { rows, chart } = await ask({ metrics: ['open_count', 'open_amount'], dimensions: ['stage'] });
    expect(rows.map((row) => [row['stage'], row['open_count'], row['open_amount']])).toEqual([
      ['初步接触', 1, 0],
      ['方案报价', 1, 80_000],
      ['商务谈判', 1, 200_000],
    ]);
    expect(chart?.kind).toBe('funnel');
  });

  test('stage conversion comes from the history; a skipped stage counts as passed', async () => {
    const { rows } = await ask({ metrics: ['stage_conversion', 'reached_count'] });
    expect(rows).toEqual([
      { stage: '初步接触', stage_conversion: 0.8, reached_count: 10 },
      { stage: '需求确认', stage_conversion: 7 / 8, reached_count: 8 },
      { stage: '方案报价', stage_conversion: 6 / 7, reached_count: 7 },
      { stage: '商务谈判', stage_conversion: 5 / 6, reached_count: 6 },
      { stage: '赢单', stage_conversion: null, reached_count: 5 },
    ]);
    expect((await ask({ metrics: ['stage_advance_count'] })).totals).toEqual({ stage_advance_count: 5 });
  });

  test('limit cuts rows, row_count and totals do not notice', async () => {
    const answer = await ask({
      metrics: ['won_amount'],
      dimensions: ['owner'],
      limit: 1,
      order: { by: '赢单金额', direction: 'asc' },
    });
    expect(answer.rows).toEqual([{ owner: '王磊（华南一组）', won_amount: 40_000 }]);
    expect(answer.row_count).toBe(4);
    expect(answer.totals).toEqual({ won_amount: 590_000 });
  });

  test('three dimensions', async () => {
    const { rows } = await ask({
      metrics: ['won_count'],
      dimensions: ['region', 'product', 'quarter'],
      period_field: 'closed_on',
    });
    expect(rows).toHaveLength(6);
    expect(rows[0]).toEqual({ region: '华东', product: '数据盒', quarter: '2026-Q3', won_count: 1 });
  });
});

describe('filters and time', () => {
  test('a region as people say it, last month, and what that means in words', async () => {
    const answer = await ask({
      metrics: ['won_amount'],
      filters: [{ dimension: '区域', values: ['华东区'] }],
      period: OCTOBER,
    });
    expect(answer.totals).toEqual({ won_amount: 100_000 });
    expect(answer.filter_sentence).toBe('华东区，2026 年 10 月，按赢单日期');
    expect(answer.request).toMatchObject({
      filters: [{ dimension: 'region', op: 'in', values: ['华东'] }],
      period: OCTOBER,
    });
  });

  test('a region only customers are in moves the filter to the customers', async () => {
    const answer = await ask({ metrics: ['won_amount'], filters: [{ dimension: 'region', values: ['西北区'] }] });
    expect(answer.totals).toEqual({ won_amount: 60_000 });
    expect(answer.filter_sentence).toBe('西北的客户');
    expect(answer.request.filters).toEqual([{ dimension: 'customer_region', op: 'in', values: ['西北'] }]);
  });

  test('values left out keep the records that have none; null asks for those', async () => {
    const without = await ask({
      metrics: ['won_count'],
      filters: [{ dimension: 'sector', op: 'not_in', values: ['制造'] }],
    });
    expect(without.totals).toEqual({ won_count: 3 });
    const empty = await ask({ metrics: ['won_count'], filters: [{ dimension: 'sector', values: [null] }] });
    expect(empty.totals).toEqual({ won_count: 2 });
    expect(empty.filter_sentence).toBe('行业未填写');
  });

  test('a period the wrong way round is turned', async () => {
    const { totals, period } = await ask({ metrics: ['won_amount'], period: { from: '2026-10-31', to: '2026-10-01' } });
    expect(totals).toEqual({ won_amount: 400_000 });
    expect(period).toEqual({ from: '2026-10-01', to: '2026-10-31' });
  });

  test('the compared period stands beside, with the change as a fraction', async () => {
    const answer = await ask({
      metrics: ['won_amount'],
      dimensions: ['manager'],
      period: OCTOBER,
      compare: 'previous_period',
    });
    expect(answer.totals).toEqual({ won_amount: 400_000, won_amount__compare: 60_000, won_amount__change: 340 / 60 });
    expect(answer.rows).toEqual([
      { manager: '周强', won_amount: 300_000, won_amount__compare: 0, won_amount__change: null },
      { manager: '陈静', won_amount: 100_000, won_amount__compare: 60_000, won_amount__change: 40 / 60 },
    ]);
    expect(answer.columns.map(({ key }) => key)).toEqual([
      'manager',
      'won_amount',
      'won_amount__compare',
      'won_amount__change',
    ]);
    expect(answer.findings).toContain('赢单金额由 ¥6 万 增加到 ¥40 万，增长 566.7%。');
  });

  test('months of two years are laid upon each other', async () => {
    const { rows } = await ask({
      metrics: ['won_amount'],
      dimensions: ['month'],
      period: { from: '2026-09-01', to: '2026-10-31' },
      compare: 'same_period_last_year',
    });
    expect(rows).toEqual([
      { month: '2026-09', won_amount: 60_000, won_amount__compare: 0, won_amount__change: null },
      { month: '2026-10', won_amount: 400_000, won_amount__compare: 90_000, won_amount__change: 310 / 90 },
    ]);
  });

  test('deals without an expected day are told, not silently dropped', async () => {
    const { totals, findings } = await ask({
      metrics: ['open_count'],
      period: { from: '2026-11-01', to: '2026-12-31' },
    });
    expect(totals).toEqual({ open_count: 2 });
    expect(findings).toEqual(['另有 1 条商机没有填写预计成交日期，未计入在手商机数。']);
  });
});

describe('who sees what', () => {
  test('own, team and all', async () => {
    const count = async (actor: ReturnType<ReportWorld['actor']>) =>
      (await ask({ metrics: ['opportunity_count'] }, actor)).totals;
    expect(await count(world.actor(world.li, 'own', world.east))).toEqual({ opportunity_count: 3 });
    expect(await count(world.actor(world.li, 'team', world.east))).toEqual({ opportunity_count: 7 });
    expect(await count(world.actor(world.li, 'all'))).toEqual({ opportunity_count: 10 });
  });

  test('the sentence says so, and names of unseen customers do not leak', async () => {
    const own = world.actor(world.li, 'own', world.east);
    expect((await ask({ metrics: ['won_count'] }, own)).filter_sentence).toBe('全部数据，仅您负责的数据');
    expect((await nameValues(scopeOf(own), findDimension('customer'))).map(({ label }) => label)).toEqual(['丰年食品']);
    const asked = ask({ metrics: ['won_count'], filters: [{ dimension: 'customer', values: ['启明软'] }] }, own);
    await expect(asked).rejects.toMatchObject({ code: 'report.unknown_value', details: { nearest: '（暂无）' } });
  });
});

describe('what cannot be answered says what can', () => {
  test.each([
    [{ metrics: ['赢单额度'] }, 'report.unknown_metric', '赢单金额'],
    [{ metrics: ['won_count'], dimensions: ['产品系'] }, 'report.unknown_dimension', '产品系列'],
    [{ metrics: ['lead_count'], dimensions: ['product'] }, 'report.not_divisible', '线索状态'],
    [
      { metrics: ['won_count'], filters: [{ dimension: 'product', values: ['云表专业'] }] },
      'report.unknown_value',
      '云表专业版',
    ],
    [
      { metrics: ['won_count'], filters: [{ dimension: 'stage', values: ["x'); drop table opportunity; --"] }] },
      'report.unknown_value',
      '',
    ],
    [
      { metrics: ['won_count'], filters: [{ dimension: 'month', values: ["2026-10' or 1=1"] }] },
      'report.unknown_value',
      '',
    ],
    [
      { metrics: ['won_count'], period_field: 'created_at; drop table lead' },
      'report.unknown_period_field',
      'closed_on',
    ],
    [{ metrics: ['won_count'], compare: 'previous_period' as const }, 'report.compare_needs_period', '时间'],
    [{ metrics: ['won_count'], dimensions: ['owner'], order: { by: 'constructor' } }, 'report.unknown_order', '赢单数'],
    [{ metrics: ['won_count'], limit: 1e9 }, 'report.request_invalid', 'limit'],
    [
      { metrics: ['stage_conversion'], dimensions: ['owner', 'product', 'month'] },
      'report.too_many_dimensions',
      '阶段',
    ],
    [{ metrics: ['toString'] }, 'report.unknown_metric', ''],
  ])('%o', async (request, code, hint) => {
    const failure = await ask(request).then(
      () => undefined,
      (thrown: unknown) => thrown as { code: string; kind: string; sentence(locale: 'zh'): string },
    );
    expect(failure).toMatchObject({ code, kind: 'invalid' });
    expect(failure?.sentence('zh')).toContain(hint);
  });
});

test('the funnel: in hand by stage, conversion, and what was won and lost in the period', async () => {
  const scope = scopeOf(world.actor(world.li, 'all'));
  const all = await salesFunnel(scope, {});
  expect(all.rows).toEqual([
    { stage: '初步接触', open_count: 1, open_amount: 0, weighted_amount: 0, stage_conversion: 0.8 },
    { stage: '需求确认', open_count: 0, open_amount: 0, weighted_amount: 0, stage_conversion: 7 / 8 },
    { stage: '方案报价', open_count: 1, open_amount: 80_000, weighted_amount: 40_000, stage_conversion: 6 / 7 },
    { stage: '商务谈判', open_count: 1, open_amount: 200_000, weighted_amount: 140_000, stage_conversion: 5 / 6 },
  ]);
  expect(all.totals).toMatchObject({
    open_count: 3,
    won_count: 5,
    won_amount: 590_000,
    lost_count: 2,
    win_rate: 5 / 7,
  });
  const east = await salesFunnel(scope, { region: '华东', period: OCTOBER });
  expect(east.totals).toMatchObject({ open_count: 2, open_amount: 80_000, won_count: 1, lost_count: 1, win_rate: 0.5 });
  expect(east.filter_sentence).toBe('华东区，2026 年 10 月，按结单日期；在手为当前数');
});
