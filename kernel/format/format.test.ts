import { expect, test } from 'vitest';
import { formatMoney } from './money.ts';
import { formatPercent } from './percent.ts';
import { formatDay, formatMoment, formatWhen } from './when.ts';

const now = new Date('2026-11-18T10:20:00+08:00');

test.each([
  [1_234_500, '¥1,234,500'],
  [0, '¥0'],
  [99.5, '¥99.50'],
  [-300, '-¥300'],
  [0.001, '¥0'],
])('%d yuan is written %s', (yuan, text) => expect(formatMoney(yuan)).toBe(text));

test.each([
  [0.628, '62.8%'],
  [1, '100%'],
  [0, '0%'],
])('the fraction %d is written %s', (fraction, text) => expect(formatPercent(fraction)).toBe(text));

test.each([
  ['2026-11-18T15:30:00+08:00', '今天 15:30'],
  ['2026-11-17T16:30:00Z', '今天 00:30'],
  ['2026-11-17T09:00:00+08:00', '昨天 09:00'],
  ['2026-11-19T09:00:00+08:00', '明天 09:00'],
  ['2026-11-02T09:05:00+08:00', '11-02 09:05'],
  ['2025-12-31T23:59:00+08:00', '2025-12-31 23:59'],
])('%s is written %s', (moment, text) => expect(formatWhen(moment, now)).toBe(text));

test('a moment on a card names its day and weekday, whatever day it is read', () => {
  expect(formatMoment('2026-11-19T15:00:00+08:00')).toBe('2026-11-19（周四）15:00');
  expect(formatMoment('2026-11-22T01:00:00Z')).toBe('2026-11-22（周日）09:00');
});

test('a day of this year leaves the year out', () => {
  expect(formatDay('2026-12-31', now)).toBe('12-31');
  expect(formatDay('2027-01-01', now)).toBe('2027-01-01');
});
