import { describe, expect, it } from 'vitest';
import { faultyFields, isChanged, startValues } from './approval-values.ts';
import { chartHeight, chartOption } from './chart-option.ts';
import { chatTexts } from './chat-texts.ts';
import { groupConversations, searchConversations } from './group-conversations.ts';
import { recordLink } from './record-link.ts';
import { safeLink } from './safe-link.ts';
import { tableToCsv } from './table-to-csv.ts';
import { writeCell, writeMoment } from './write-cell.ts';

const now = new Date('2026-11-18T07:30:00.000Z');

describe('groupConversations', () => {
  const at = (id: string, updated_at: string) => ({
    id,
    title: `对话 ${id} Funnel`,
    created_at: updated_at,
    updated_at,
    active_run_id: null,
    pending_approvals: 0,
  });
  const items = [
    at('old', '2026-11-10T00:00:00.000Z'),
    at('late-yesterday', '2026-11-17T15:59:00.000Z'),
    at('just-today', '2026-11-17T16:00:00.000Z'),
    at('now', '2026-11-18T07:29:00.000Z'),
    at('ahead', '2026-11-19T07:29:00.000Z'),
  ];

  it('counts days in Shanghai, newest first', () => {
    expect(groupConversations(items, now).map((it) => [it.when, it.items.map((one) => one.id)])).toEqual([
      ['today', ['ahead', 'now', 'just-today']],
      ['yesterday', ['late-yesterday']],
      ['earlier', ['old']],
    ]);
  });

  it('finds titles that have all the words', () => {
    expect(searchConversations(items, ' FUNNEL old ').map((it) => it.id)).toEqual(['old']);
    expect(searchConversations(items, '')).toHaveLength(5);
  });
});

describe('safeLink', () => {
  const origin = 'https://crm.example.cn';
  it.each([
    ['/customers/1?x=1#y', { href: '/customers/1?x=1#y', external: false }],
    ['https://crm.example.cn/leads', { href: '/leads', external: false }],
    ['https://example.com/', { href: 'https://example.com/', external: true }],
    ['http://example.com/', null],
    ['//evil.example.com/a', { href: 'https://evil.example.com/a', external: true }],
    ['javascript:alert(1)', null],
    ['data:text/html,x', null],
    ['https://user:pass@example.com/', null],
    ['http://[', null],
    ['', null],
  ])('%s', (href, expected) => expect(safeLink(href, origin)).toEqual(expected));
});

describe('tableToCsv', () => {
  it('quotes, leaves numbers alone and disarms formulas', () => {
    const columns = [
      { key: 'a', label: '名称', format: 'text' as const },
      { key: 'b', label: '金额', format: 'money' as const },
    ];
    const rows = [
      { a: '=HYPERLINK("x")', b: -5 },
      { a: '甲,"乙"', b: null },
    ];
    expect(tableToCsv(columns, rows)).toBe('名称,金额\r\n"\'=HYPERLINK(""x"")",-5\r\n"甲,""乙""",\r\n');
  });
});

describe('recordLink', () => {
  it('knows the page of each kind that has one', () => {
    const id = '0199f3a2-7a51-7c11-9d1e-3f6b0c2a4d10';
    expect((['customer', 'lead', 'opportunity', 'user'] as const).map((entity) => recordLink({ entity, id }))).toEqual([
      `/customers/${id}`,
      `/leads?open=${id}`,
      `/opportunities?open=${id}`,
      null,
    ]);
  });
});

describe('values', () => {
  it('are written by format', () => {
    const zh = { now, language: 'zh' as const };
    expect(writeCell(12_345, 'money', zh)).toBe('¥12,345');
    expect(writeCell(12_345, 'money', { ...zh, short: true })).toBe('1.2 万');
    expect(writeCell('2026-11-18T01:00:00.000Z', 'datetime', zh)).toBe('今天 09:00');
    expect(writeCell('2026-11-17', 'date', zh)).toBe('昨天');
    expect(writeCell(null, 'integer', zh)).toBe('—');
  });

  it('show the hour of a moment however far away, and take a bare one as wall time', () => {
    const zh = { now, language: 'zh' as const };
    expect(writeMoment('2026-11-25T02:00:00.000Z', zh)).toBe('11-25 10:00');
    expect(writeMoment('2026-11-25T10:00', zh)).toBe('11-25 10:00');
  });
});

describe('the fields of a card', () => {
  const fields = [
    { name: 'n', label: '金额', kind: 'number' as const, value: 1 },
    { name: 's', label: '阶段', kind: 'select' as const, value: 'a', options: [{ value: 'a', label: '甲' }] },
  ];
  it('are faulty when a number is none or a choice is not offered', () => {
    expect([...faultyFields(fields, { n: Number.NaN, s: 'b' })]).toEqual(['n', 's']);
    expect([...faultyFields(fields, { n: null, s: 'a' })]).toEqual([]);
  });
  it('know whether they were changed', () => {
    expect(isChanged({ fields }, startValues({ fields }))).toBe(false);
    expect(isChanged({ fields }, { n: 2, s: 'a' })).toBe(true);
  });
});

describe('chartOption', () => {
  const colors = {
    text: '#000000',
    muted: '#666666',
    line: '#dddddd',
    panel: '#ffffff',
    font: 'sans-serif',
    accent: '#2040ff',
    series: ['#2040ff', '#888888'],
  };
  const write = (value: string | number | null) => String(value);
  const bars = {
    kind: 'bar' as const,
    title: '赢单',
    category: 'who',
    series: [{ key: 'won', label: '赢单', format: 'money' as const }],
  };
  const rows = (count: number) => Array.from({ length: count }, (_, index) => ({ who: `人${index}`, won: index }));
  const option = (chart: Parameters<typeof chartOption>[0]['chart'], count: number, still = false) =>
    chartOption({ chart, rows: rows(count), colors, write, still }) as Record<string, never>;

  it('lays many bars down and gives them room', () => {
    expect(option(bars, 4)).toMatchObject({ xAxis: { type: 'category' }, yAxis: { type: 'value' } });
    expect(option(bars, 12)).toMatchObject({ xAxis: { type: 'value' }, yAxis: { type: 'category', inverse: true } });
    expect(chartHeight(bars, rows(12))).toBeGreaterThan(chartHeight(bars, rows(4)));
  });

  it('keeps the order of a funnel with every stage about one middle, and stands still when asked', () => {
    const funnel = option({ ...bars, kind: 'funnel' }, 3, true) as unknown as {
      animation: boolean;
      yAxis: { data: string[]; inverse: boolean };
      series: { data: number[] }[];
    };
    expect(funnel.animation).toBe(false);
    expect(funnel.yAxis).toMatchObject({ data: ['人0', '人1', '人2'], inverse: true });
    const [before, bar] = funnel.series.map((it) => it.data);
    expect(bar).toEqual([0, 1, 2]);
    expect(bar?.map((width, index) => (before?.[index] ?? 0) + width / 2)).toEqual([1, 1, 1]);
  });
});

it('has the same words in both languages', () => {
  expect(Object.keys(chatTexts.en).sort()).toEqual(Object.keys(chatTexts.zh).sort());
});
