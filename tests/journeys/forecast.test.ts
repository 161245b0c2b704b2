import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forkEm } from '../../db/orm.ts';
import { query } from '../../db/query.ts';
import type { BackTest, Forecast, ForecastRow } from '../../kernel/contracts/forecast.ts';
import { ok, refused } from '../support/crm-client.ts';
import { testService, type TestClient, type TestService } from '../support/service.ts';

let world: TestService;
let admin: TestClient;
let manager: TestClient;
let wang: TestClient;
let li: TestClient;
let fresh: TestClient;

const sql = async (text: string, params: unknown[] = []): Promise<Record<string, unknown>[]> =>
  await query(forkEm(world.service.parts.orm), text, params);

/**
 * A sales organisation one can reckon by heart: each month from January 2025 on, each seller opens 20 deals of ¥1,000 on the
 * 5th, to close by the end of the next month; ten of them are won on the 10th of that month, the others lost on the 20th.
 */
const HISTORY = `with made as (
    select gen_random_uuid() as id, m::date + 4 as opened, (m + interval '1 month')::date as next, n, u.id as owner, u.team_id
    from generate_series('2025-01-01'::date, '2026-11-01'::date, interval '1 month') m cross join generate_series(1, 20) n
    cross join (select * from app_user where username = any($1)) u
  ), deals as (
    insert into opportunity (id, name, stage, probability, amount, opened_on, expected_close, closed_on, owner_id, team_id, search_text,
      stage_changed_at, created_at, updated_at)
    select id, 'x', s.stage, case s.stage when 'won' then 100 when 'lost' then 0 else 30 end, 1000, opened, (next + interval '1 month')::date - 1, s.closed, owner,
      team_id, '', opened, opened + time '12:00', coalesce(s.closed, opened) + time '12:00'
    from made cross join lateral (select case when n <= 10 and next + 9 <= '2026-11-18' then 'won' when n > 10 and next + 19 <= '2026-11-18' then 'lost'
      else 'qualification' end as stage, case when n <= 10 and next + 9 <= '2026-11-18' then next + 9 when n > 10 and next + 19 <= '2026-11-18' then next + 19 end as closed) s
    returning id, opened_on, closed_on, stage
  )
  insert into stage_change (id, opportunity_id, from_stage, to_stage, changed_at)
  select gen_random_uuid(), id, null, 'qualification', opened_on + time '12:00' from deals
  union all select gen_random_uuid(), id, 'qualification', stage, closed_on + time '12:00' from deals where closed_on is not null`;

beforeAll(async () => {
  world = await testService();
  admin = await world.as('administrator');
  manager = await world.as('sales_manager', { name: '陈静', team: '华东' });
  wang = await world.as('salesperson', { name: '王磊', username: 'wang', team: '华东' });
  li = await world.as('salesperson', { name: '李强', username: 'li', team: '华南' });
  fresh = await world.as('salesperson', { name: '新人', team: '华南' });
});
afterAll(() => world.stop());

const measure = async (): Promise<BackTest> => {
  await ok(admin, 'POST', '/forecast/measure');
  await world.drain();
  return await ok<BackTest>(admin, 'GET', '/forecast/back-test');
};
const monthOf = (forecast: Forecast, month: string, group: string | null = null): ForecastRow =>
  forecast.rows.find((row) => row.month === month && row.group_name === group)!;

describe('before there is history', () => {
  it('says so, and gives what the deals themselves say', async () => {
    await ok(admin, 'POST', '/opportunities', {
      name: '唯一',
      amount: 100,
      stage: 'proposal',
      expected_close: '2026-12-05',
    });
    const forecast = await ok<Forecast>(admin, 'GET', '/forecast?months=2');
    expect(forecast).toMatchObject({ as_of: '2026-11-18', enough: false, history_months: 0 });
    expect(monthOf(forecast, '2026-12')).toMatchObject({
      weighted: 50,
      best_case: 100,
      committed: 0,
      expected: null,
      low: null,
    });
    expect(await ok<BackTest>(admin, 'GET', '/forecast/back-test')).toMatchObject({
      measured_at: null,
      months: 0,
      wape: null,
    });
    expect(await measure()).toMatchObject({ months: 0, coverage: null });
    await sql('delete from opportunity');
  });
});

describe('with two years of history', () => {
  beforeAll(async () => {
    await sql(HISTORY, [['wang', 'li']]);
    await measure();
  });

  it('expects what such deals came to, within an interval around it', async () => {
    const forecast = await ok<Forecast>(admin, 'GET', '/forecast?months=3');
    expect(forecast).toMatchObject({ enough: true, level: 80, undated: { deals: 0 } });
    const [november, december, january] = forecast.rows as [ForecastRow, ForecastRow, ForecastRow];
    // The tenth is over: what was won in November stands, the ten of each seller that are left were always lost.
    expect(november).toMatchObject({
      month: '2026-11',
      won: 20_000,
      new_business: 0,
      due_deals: 20,
      best_case: 40_000,
    });
    expect(november.expected).toBeGreaterThanOrEqual(20_000);
    expect(november.expected).toBeLessThan(20_500);
    expect(december).toMatchObject({ won: 0, due_deals: 40, best_case: 40_000, weighted: 12_000, committed: 0 });
    expect(december.expected).toBeGreaterThan(19_000);
    expect(december.expected).toBeLessThan(21_000);
    expect(december.low).toBeLessThan(20_000);
    expect(december.high).toBeGreaterThan(20_000);
    // Nothing that is open now is left in January: all of it comes from the deals of December.
    expect(january.due_deals).toBe(0);
    expect(january.new_business).toBeGreaterThan(18_000);
    expect(await ok<Forecast>(admin, 'GET', '/forecast?months=3')).toEqual(forecast);
  });

  it('is wider the surer it shall be, and commits by the chance the organisation chose', async () => {
    const row = async () => monthOf(await ok<Forecast>(admin, 'GET', '/forecast?months=2'), '2026-12');
    const narrow = await row();
    await ok(manager, 'PATCH', '/deal-settings', { forecast: { version: 0, level: 95, commit_probability: 30 } });
    expect((await refused(manager, 'PATCH', '/deal-settings', { forecast: { version: 0, level: 60 } })).code).toBe(
      'crm.stale_version',
    );
    const wide = await row();
    expect(wide.low!).toBeLessThan(narrow.low!);
    expect(wide.high!).toBeGreaterThan(narrow.high!);
    expect(wide).toMatchObject({ committed: 40_000, expected: narrow.expected });
    await ok(manager, 'PATCH', '/deal-settings', { forecast: { version: 1, level: 80, commit_probability: 70 } });
  });

  it('is everybody’s own view: person, team, all; cut by person or team', async () => {
    const december = async (client: TestClient, path: string) => {
      const forecast = await ok<Forecast>(client, 'GET', path);
      return forecast.rows.filter(({ month }) => month === '2026-12').map((row) => [row.group_name, row.due_deals]);
    };
    expect(await december(admin, '/forecast?months=2&by=owner')).toEqual([
      ['李强', 20],
      ['王磊', 20],
    ]);
    expect(await december(admin, '/forecast?months=2&by=team')).toEqual([
      ['华东', 20],
      ['华南', 20],
    ]);
    expect(await december(wang, '/forecast?months=2')).toEqual([[null, 20]]);
    expect(await december(manager, '/forecast?months=2&by=owner')).toEqual([['王磊', 20]]);
    expect(await december(wang, `/forecast?months=2&owner_id=${li.userId}`)).toEqual([[null, 0]]);
    const nobody = await ok<Forecast>(fresh, 'GET', '/forecast?months=2');
    expect(monthOf(nobody, '2026-12')).toMatchObject({ expected: 0, low: 0, high: 0, new_business: 0 });
    const half = monthOf(await ok<Forecast>(wang, 'GET', '/forecast?months=2'), '2026-12');
    expect(half.expected).toBeGreaterThan(9500);
    expect(half.expected).toBeLessThan(10_500);
  });

  it('is measured month by month with what was known the evening before', async () => {
    const test = await measure();
    expect(test.items.map(({ month }) => month).at(0)).toBe('2025-02');
    expect(test.items.at(-1)).toMatchObject({ month: '2026-10', actual: 20_000, covered: true, open_deals: 40 });
    expect(test.items.filter(({ enough }) => !enough)).toHaveLength(3);
    expect(test.wape).toBeLessThan(0.05);
    expect(test.coverage).toBe(1);
    const mine = await ok<BackTest>(wang, 'GET', '/forecast/back-test');
    expect(mine.wape).toBe(test.wape);
    expect(mine.items.at(-1)).toMatchObject({ month: '2026-10', actual: null, expected: null, covered: true });
  });

  it('does not know in the back-test what was written later', async () => {
    const before = await measure();
    // Today somebody learns that every lost deal was worth a fortune, and moves all closes far away.
    await sql(
      "update opportunity set amount = 9e6, expected_close = '2030-01-01', updated_at = $1 where stage in ('lost', 'qualification')",
      [world.clock.now()],
    );
    expect((await measure()).items).toEqual(before.items);
    // The forecast of today knows it.
    const december = monthOf(await ok<Forecast>(admin, 'GET', '/forecast?months=2'), '2026-12');
    expect(december.due_deals).toBe(0);
    expect(december.expected).toBeGreaterThan(1e6);
  });
});
