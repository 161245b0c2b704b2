import { addDays, addMonths, dayOf, monthRange, partsOf } from '../../../kernel/time-phrases/calendar.ts';

/** A window one looks at from the evening of a day: the rest of its month (`ahead` 0) or a later whole month. */
export interface Window {
  readonly from: string;
  readonly to: string;
}

/** The window of a month `ahead` of the month of a day; of the month itself, what is left after the day. */
export function windowOf(day: string, ahead: number): Window {
  const { year, month } = partsOf(day);
  const whole = monthRange(year, month + ahead);
  return ahead === 0 ? { from: addDays(day, 1), to: whole.to } : whole;
}

/** How many past months a forecast learns from. */
export const PAST_MONTHS = 18;

/** The days that stand to their months as this day does to its own: the same day one month ago, two months ago, … */
export function pastDays(day: string, count = PAST_MONTHS): string[] {
  const last = addDays(day, 1).endsWith('-01');
  return Array.from({ length: count }, (_, index) => {
    if (!last) return addMonths(day, -(index + 1));
    // The last day of a month stands to the last days of the others.
    const { year, month } = partsOf(day);
    return dayOf(year, month - index, 0);
  });
}

/** The place of a month in its quarter, 0 to 2: sales organisations sell most at the end of a quarter. */
export function placeInQuarter(day: string): number {
  return (partsOf(day).month - 1) % 3;
}

/** «2026-11» of a day. */
export function monthOf(day: string): string {
  return day.slice(0, 7);
}
