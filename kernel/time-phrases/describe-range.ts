import { addDays, grainOf, partsOf, wholeMonths } from './calendar.ts';
import { localDay } from './local-day.ts';
import type { DayRange, Grain } from './time-value.ts';

const NEAR_DAYS = [
  [-2, '前天'],
  [-1, '昨天'],
  [0, '今天'],
  [1, '明天'],
  [2, '后天'],
] as const;
const QUARTERS = ['一', '二', '三', '四'];

/** How a range that is exactly one calendar unit is written; the other grains fall through to the dates. */
const UNIT_NAMES: Partial<Record<Grain, (year: number, month: number) => string>> = {
  year: (year) => `${year} 年`,
  half: (year, month) => `${year} 年${month === 1 ? '上' : '下'}半年`,
  quarter: (year, month) => `${year} 年第${QUARTERS[(month - 1) / 3] ?? ''}季度`,
  month: (year, month) => `${year} 年 ${month} 月`,
};

/**
 * A range in short Chinese: 「今天」「11 月 12 日」「2026 年 10 月」「2026 年第四季度」「2026 年 1 月至 10 月」「11-12 至 11-18」.
 * The year is left out of days that lie in the current year.
 */
export function describeRange(range: DayRange, now: Date): string {
  const today = localDay(now);
  const from = partsOf(range.from);
  const to = partsOf(range.to);
  const thisYear = from.year === to.year && today.startsWith(String(from.year));
  if (range.from === range.to) {
    const near = NEAR_DAYS.find(([shift]) => addDays(today, shift) === range.from);
    if (near) return near[1];
    return `${thisYear ? '' : `${from.year} 年 `}${from.month} 月 ${from.day} 日`;
  }
  const unit = UNIT_NAMES[grainOf(range)];
  if (unit) return unit(from.year, from.month);
  if (wholeMonths(range) !== undefined) {
    return `${from.year} 年 ${from.month} 月至 ${from.year === to.year ? '' : `${to.year} 年 `}${to.month} 月`;
  }
  return thisYear ? `${range.from.slice(5)} 至 ${range.to.slice(5)}` : `${range.from} 至 ${range.to}`;
}
