import { expect, it } from 'vitest';
import { historyRows, lateFields } from './history-rows.ts';
import type { PastLead } from './read-history.ts';

const DAY = 86_400_000;
const CREATED = Date.parse('2026-06-01T10:00:00+08:00');
const NOW = new Date('2026-11-18T10:00:00+08:00');

const past = (at: number, more: Partial<PastLead> = {}): PastLead => ({
  // Came into the store on the day it was made.
  id: `${CREATED.toString(16)
    .padStart(12, '0')
    .replace(/^(.{8})/, '$1-')}-7000-8000-${String(at).padStart(12, '0')}`,
  source: '官网',
  region: null,
  city: null,
  sector: null,
  company: null,
  title: null,
  phone: null,
  wechat: null,
  email: null,
  description: null,
  status: 'converted',
  created: CREATED,
  converted: CREATED + 10 * DAY,
  updated: CREATED + 10 * DAY,
  activities: [2, 5, 9, 12].map((day) => ({
    kind: 'call',
    status: 'done',
    created: CREATED + day * DAY,
    updated: CREATED + day * DAY,
    due: null,
    occurred: CREATED + day * DAY,
  })),
  edits: [],
  ...more,
});

it('looks at a lead while it was open only, and sees what had happened by then only', async () => {
  const edits = [
    { at: CREATED + 4 * DAY, before: { phone: null }, after: { phone: '138' } },
    { at: CREATED + 10 * DAY, before: { title: null, source: null }, after: { title: '总经理', source: '官网' } },
  ];
  const { rows } = await historyRows([past(1, { phone: '138', title: '总经理', edits })], 14, NOW);
  expect(rows.map(({ values }) => [values['age_days'], values['calls'], values['has_phone']])).toEqual([
    [0, 0, false],
    [3, 1, false],
    [7, 2, true],
  ]);
  for (const { values, won, weight } of rows) {
    expect(values).toMatchObject({ source: null, title_level: null, status: expect.not.stringContaining('converted') });
    expect({ won, weight }).toEqual({ won: true, weight: 1 / 3 });
  }
});

it('counts a lead that is still open after so long as not won, at every age', async () => {
  const { rows } = await historyRows([past(1, { status: 'contacted', converted: null })], 14, NOW);
  expect(rows.map(({ values, won }) => [values['age_days'], won])).toEqual(
    [0, 3, 7, 14, 30].map((age) => [age, false]),
  );
});

it('looks at the first day only where the ends are not dated, and says so', async () => {
  const imported = Array.from({ length: 10 }, (_, at) => past(at, { converted: CREATED }));
  const open = past(99, { status: 'new', converted: null });
  const { rows, notes } = await historyRows([...imported, open], 14, NOW);
  expect(rows).toHaveLength(11);
  expect(notes).toMatchObject([{ code: 'undated', level: 'warning' }]);
  const settled = past(1, { status: 'disqualified', converted: null, updated: CREATED + 1000 });
  expect((await historyRows([settled], 14, NOW)).notes).toHaveLength(1);
  const dated = past(1, { status: 'disqualified', converted: null, updated: CREATED + 8 * DAY });
  expect((await historyRows([dated], 14, NOW)).rows).toHaveLength(3);
});

it('warns of a field that is filled in when the outcome is known', () => {
  const late = { at: CREATED + 11 * DAY, before: { wechat: null }, after: { wechat: 'wx' } };
  const early = { ...late, at: CREATED + DAY };
  const leads = (count: number, edit: typeof late) =>
    Array.from({ length: count }, (_, at) => past(at, { wechat: 'wx', edits: [edit] }));
  expect(lateFields([...leads(20, late), ...leads(5, early)])).toMatchObject([
    { code: 'filled_late', feature: 'has_wechat' },
  ]);
  expect(lateFields([...leads(10, late), ...leads(20, early)])).toEqual([]);
});
