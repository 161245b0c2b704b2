import { expect, test } from 'vitest';
import { formatValue } from './format-value.ts';
import { nearNames } from './near-names.ts';
import { sayBucket, timeBuckets } from './time-buckets.ts';

test.each([
  [9876, 'money', '¥9,876'],
  [12_345, 'money', '¥1.2 万'],
  [-300_000_000, 'money', '-¥3 亿'],
  [0.6284, 'percent', '62.8%'],
  [53.16, 'days', '53.2 天'],
  [4400, 'integer', '4,400'],
  [null, 'money', '—'],
] as const)('%s as %s reads %s', (value, format, text) => {
  expect(formatValue(value, format)).toBe(text);
});

test('the nearest names, best first, nothing when nothing is alike', () => {
  expect(nearNames('云表专业', ['数据盒', '云表基础版', '云表专业版'])).toEqual(['云表专业版', '云表基础版']);
  expect(nearNames('Box-pro', ['Box Pro', 'Sheet'])[0]).toBe('Box Pro');
  expect(nearNames('甲', ['乙', '丙'])).toEqual([]);
});

test('buckets as one says them, and none for a range longer than a working life', () => {
  expect(sayBucket('2017-06', 'month')).toBe('2017 年 6 月');
  expect(sayBucket('2017-Q2', 'quarter')).toBe('2017 年第二季度');
  expect(sayBucket('2026-W47', 'week')).toBe('2026 年第 47 周');
  expect(sayBucket('华东', 'region')).toBe('华东');
  expect(timeBuckets({ from: '1900-01-01', to: '2999-12-31' }, 'month')).toBeUndefined();
});
