import { addDays, addMonths, dayCount, monthRange, partsOf, wholeMonths } from './calendar.ts';
import type { CompareShift, DayRange } from './time-value.ts';

/**
 * The range a report is compared with.
 *
 * `previous_period` (环比): whole calendar months (a month, a quarter, a year, or any run of months) compare to as many whole
 * months before; any other range to the same number of days right before it. The two always touch.
 * `same_period_last_year` (同比): the same dates a year earlier; whole months stay whole months, so February 2024 compares to
 * February 2023, and 29 February becomes 28 February.
 */
export function shiftRange(range: DayRange, shift: CompareShift): DayRange {
  const months = wholeMonths(range);
  const back = shift === 'previous_period' ? months : 12;
  if (months !== undefined && back !== undefined) {
    const { year, month } = partsOf(range.from);
    return monthRange(year, month - back, months);
  }
  if (shift === 'same_period_last_year') return { from: addMonths(range.from, -12), to: addMonths(range.to, -12) };
  return { from: addDays(range.from, -dayCount(range)), to: addDays(range.from, -1) };
}
