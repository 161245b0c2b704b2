import { describe, expect, it } from 'vitest';
import { describeRange } from './describe-range.ts';
import { dayToInstant, localDay, localMinute, minuteToInstant } from './local-day.ts';
import { resolveInstant } from './resolve-instant.ts';
import { resolvePeriod } from './resolve-period.ts';
import { shiftRange } from './shift-range.ts';
import { isWorkday, moveWorkdays } from './workdays.ts';

const SUNDAY = new Date('2026-11-15T21:30:00+08:00');

describe('resolvePeriod', () => {
  it.each([
    ['上个月', '2026-10-01', '2026-10-31'],
    ['上个月的数据', '2026-10-01', '2026-10-31'],
    ['2017年第二季度', '2017-04-01', '2017-06-30'],
    ['30天', '2026-10-17', '2026-11-15'],
    ['昨天下午3点', '2026-11-14', '2026-11-14'],
    ['上个月，同比', '2025-10-01', '2025-10-31'],
    ['本季度环比', '2026-07-01', '2026-09-30'],
    ['跟上个月比', '2026-10-01', '2026-10-31'],
  ])('%s', (phrase, from, to) => {
    expect(resolvePeriod(phrase, SUNDAY)).toEqual({ from, to });
  });

  it.each(['', '随便', '每天', '上个月和三天前还有去年', '上个月那个我们一起去拜访过的客户现在怎么样了'])(
    'refuses %j',
    (phrase) => {
      expect(() => resolvePeriod(phrase, SUNDAY)).toThrow(
        expect.objectContaining({ code: 'time.not_understood', kind: 'invalid', details: { phrase } }),
      );
    },
  );

  it('asks for a period when only a comparison was said', () => {
    expect(() => resolvePeriod('同比', SUNDAY)).toThrow(expect.objectContaining({ code: 'time.needs_base_period' }));
  });
});

describe('resolveInstant', () => {
  it.each([
    ['下周三下午再打', '2026-11-18T15:00', false],
    ['下周三下午三点', '2026-11-18T15:00', true],
    ['下周三', '2026-11-18T09:00', false],
    ['明天上午', '2026-11-16T09:00', false],
    ['明天中午', '2026-11-16T12:00', false],
    ['明天傍晚', '2026-11-16T18:00', false],
    ['明晚', '2026-11-16T20:00', false],
    ['月底', '2026-11-30T09:00', false],
    ['下个月', '2026-12-01T09:00', false],
    ['两小时', '2026-11-15T23:30', true],
    ['本月', '2026-11-15T09:00', false],
    ['半小时后给我打', '2026-11-15T22:00', true],
    ['上午', '2026-11-16T09:00', false],
    ['过两天再说', '2026-11-17T09:00', false],
  ])('%s', (phrase, at, hasTime) => {
    expect(resolveInstant(phrase, SUNDAY)).toMatchObject({ at, hasTime, date: at.slice(0, 10) });
  });

  it('refuses what is no moment', () => {
    expect(() => resolveInstant('以后再说', SUNDAY)).toThrow(expect.objectContaining({ code: 'time.not_understood' }));
  });
});

describe('shiftRange', () => {
  it.each([
    ['previous_period', '2024-03-01', '2024-03-31', '2024-02-01', '2024-02-29'],
    ['previous_period', '2024-01-01', '2024-03-31', '2023-10-01', '2023-12-31'],
    ['previous_period', '2024-02-01', '2024-12-31', '2023-03-01', '2024-01-31'],
    ['previous_period', '2026-11-09', '2026-11-15', '2026-11-02', '2026-11-08'],
    ['previous_period', '2026-11-15', '2026-11-15', '2026-11-14', '2026-11-14'],
    ['same_period_last_year', '2024-02-01', '2024-02-29', '2023-02-01', '2023-02-28'],
    ['same_period_last_year', '2025-02-01', '2025-02-28', '2024-02-01', '2024-02-29'],
    ['same_period_last_year', '2024-02-29', '2024-02-29', '2023-02-28', '2023-02-28'],
    ['same_period_last_year', '2026-11-01', '2026-11-15', '2025-11-01', '2025-11-15'],
  ] as const)('%s of %s..%s', (shift, from, to, beforeFrom, beforeTo) => {
    expect(shiftRange({ from, to }, shift)).toEqual({ from: beforeFrom, to: beforeTo });
  });
});

describe('describeRange', () => {
  it.each([
    ['2026-11-15', '2026-11-15', '今天'],
    ['2026-11-14', '2026-11-14', '昨天'],
    ['2026-11-01', '2026-11-01', '11 月 1 日'],
    ['2025-11-01', '2025-11-01', '2025 年 11 月 1 日'],
    ['2026-10-01', '2026-10-31', '2026 年 10 月'],
    ['2026-10-01', '2026-12-31', '2026 年第四季度'],
    ['2026-07-01', '2026-12-31', '2026 年下半年'],
    ['2025-01-01', '2025-12-31', '2025 年'],
    ['2026-01-01', '2026-10-31', '2026 年 1 月至 10 月'],
    ['2025-11-01', '2026-02-28', '2025 年 11 月至 2026 年 2 月'],
    ['2026-11-12', '2026-11-18', '11-12 至 11-18'],
    ['2025-12-28', '2026-01-03', '2025-12-28 至 2026-01-03'],
  ])('%s..%s is %s', (from, to, text) => {
    expect(describeRange({ from, to }, SUNDAY)).toBe(text);
  });
});

describe('local days', () => {
  it('are those of Shanghai, wherever the process runs', () => {
    expect(localDay(new Date('2026-11-15T16:00:00Z'))).toBe('2026-11-16');
    expect(localMinute(new Date('2026-11-15T15:59:59Z'))).toBe('2026-11-15T23:59');
    expect(dayToInstant('2026-11-16').toISOString()).toBe('2026-11-15T16:00:00.000Z');
    expect(minuteToInstant('2026-11-16T08:30').toISOString()).toBe('2026-11-16T00:30:00.000Z');
  });
});

describe('working days', () => {
  it('know holidays and make-up days', () => {
    expect(isWorkday('2025-10-01')).toBe(false);
    expect(isWorkday('2025-09-28')).toBe(true);
    expect(isWorkday('2026-11-14')).toBe(false);
    expect(moveWorkdays('2025-09-30', 1)).toBe('2025-10-09');
    expect(moveWorkdays('2026-11-16', -1)).toBe('2026-11-13');
  });
});
