import type { DayRange, Grain, LocalDay, LocalMinute } from './time-value.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Year, month (1-12) and day of month of a local day. */
export interface DayParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export function partsOf(day: LocalDay): DayParts {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) };
}

/** A day from numbers; months and days outside their bounds roll over (month 13 is January of the next year). */
export function dayOf(year: number, month: number, day: number): LocalDay {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

/** A day from numbers, or undefined where the calendar has none (30 February, month 13, years outside 1900-2199). */
export function realDay(year: number, month: number, day: number): LocalDay | undefined {
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1) return undefined;
  return day <= daysInMonth(year, month) ? dayOf(year, month, day) : undefined;
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

export function addDays(day: LocalDay, count: number): LocalDay {
  return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);
}

/** The same day of another month; a day that month lacks becomes its last one (31 Jan + 1 = 28 or 29 Feb). */
export function addMonths(day: LocalDay, count: number): LocalDay {
  const { year, month, day: dayOfMonth } = partsOf(day);
  const index = year * 12 + month - 1 + count;
  const [toYear, toMonth] = [Math.floor(index / 12), (index % 12) + 1];
  return dayOf(toYear, toMonth, Math.min(dayOfMonth, daysInMonth(toYear, toMonth)));
}

export function addMinutes(minute: LocalMinute, count: number): LocalMinute {
  return new Date(Date.parse(`${minute}Z`) + count * MINUTE_MS).toISOString().slice(0, 16);
}

/** How many days a range covers, both ends included. */
export function dayCount(range: DayRange): number {
  return Math.round((Date.parse(range.to) - Date.parse(range.from)) / DAY_MS) + 1;
}

/** Monday = 1 … Sunday = 7 (GB/T 7408 and ISO 8601). */
export function weekdayOf(day: LocalDay): number {
  return new Date(Date.parse(day)).getUTCDay() || 7;
}

/** Whole months from month 1 of `year` on: `monthRange(2026, 10)` is October, `monthRange(2026, 10, 3)` the fourth quarter. */
export function monthRange(year: number, month: number, count = 1): DayRange {
  return { from: dayOf(year, month, 1), to: dayOf(year, month + count, 0) };
}

/** Months in one unit of a grain; grains made of days have none. */
export const MONTHS_IN = { month: 1, quarter: 3, half: 6, year: 12 } as const;
export type MonthGrain = keyof typeof MONTHS_IN;
export type CalendarGrain = MonthGrain | 'day' | 'week';

export function isMonthGrain(grain: Grain): grain is MonthGrain {
  return grain in MONTHS_IN;
}

/**
 * The calendar unit around a day, moved by `shift` units and `count` units long:
 * `unitAround('2026-11-18', 'month', -1)` is October, `unitAround(day, 'week', -2, 2)` the two whole weeks before this one.
 */
export function unitAround(day: LocalDay, grain: CalendarGrain, shift = 0, count = 1): DayRange {
  if (isMonthGrain(grain)) {
    const size = MONTHS_IN[grain];
    const { year, month } = partsOf(day);
    const first = Math.floor((month - 1) / size) * size + 1;
    return monthRange(year, first + shift * size, count * size);
  }
  const size = grain === 'week' ? 7 : 1;
  const start = grain === 'week' ? addDays(day, 1 - weekdayOf(day)) : day;
  return { from: addDays(start, shift * size), to: addDays(start, (shift + count) * size - 1) };
}

/** The largest calendar unit a range is exactly, or `days`. */
export function grainOf(range: DayRange): Grain {
  const { from, to } = range;
  if (from === to) return 'day';
  for (const grain of ['month', 'quarter', 'half', 'year', 'week'] as const) {
    const unit = unitAround(from, grain);
    if (unit.from === from && unit.to === to) return grain;
  }
  return 'days';
}

/** How many whole months a range is, or undefined when it does not begin and end with a month. */
export function wholeMonths(range: DayRange): number | undefined {
  if (!range.from.endsWith('-01') || !addDays(range.to, 1).endsWith('-01')) return undefined;
  const [from, after] = [partsOf(range.from), partsOf(addDays(range.to, 1))];
  return (after.year - from.year) * 12 + after.month - from.month;
}
