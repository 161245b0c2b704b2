import { describe, expect, it } from 'vitest';
import { formatDays } from './format-days.ts';
import { formatFullTime } from './format-full-time.ts';
import { formatMoney, formatShortMoney } from './format-money.ts';
import { formatPercent } from './format-percent.ts';
import { formatTime } from './format-time.ts';

describe('money', () => {
  it.each([
    [0, '¥0'],
    [12345, '¥12,345'],
    [-3.5, '-¥3.5'],
    [null, ''],
  ])('%s in full is %s', (yuan, words) => expect(formatMoney(yuan)).toBe(words));

  it.each([
    [9800, '¥9,800'],
    [10_000, '1 万'],
    [12_345, '1.2 万'],
    [-56_000, '-5.6 万'],
    [99_999_999, '1 亿'],
    [320_000_000, '3.2 亿'],
  ])('%s at a glance is %s', (yuan, words) => expect(formatShortMoney(yuan)).toBe(words));

  it('keeps the full amount in English', () => expect(formatShortMoney(12_345, 'en')).toBe('¥12,345'));
});

describe('times', () => {
  // 2026-11-21 00:30 in Shanghai, still the 20th in UTC.
  const now = new Date('2026-11-20T16:30:00Z');
  it.each([
    ['2026-11-20T16:05:00Z', '今天 00:05'],
    ['2026-11-20T15:59:00Z', '昨天'],
    ['2026-11-21T18:00:00Z', '明天 02:00'],
    ['2026-11-18T01:00:00Z', '11-18'],
    ['2025-11-18T01:00:00Z', '2025-11-18'],
    ['2026-11-21', '今天'],
    ['2026-12-01', '12-01'],
    [null, ''],
  ])('%s reads %s', (iso, words) => expect(formatTime(iso, now)).toBe(words));

  it('gives the exact time to the second in the zone', () =>
    expect(formatFullTime('2026-11-20T16:05:09Z')).toBe('2026-11-21 00:05:09'));
});

it('writes shares and days with at most one decimal', () => {
  expect(formatPercent(0.4256)).toBe('42.6%');
  expect(formatPercent(1)).toBe('100%');
  expect(formatDays(12.5)).toBe('12.5 天');
  expect(formatDays(1, 'en')).toBe('1 day');
});
