import * as chineseDays from 'chinese-days';
import { addDays, weekdayOf } from './calendar.ts';
import type { LocalDay } from './time-value.ts';

/** The package is CommonJS without names Node can see, so they are taken from its default export. */
const { isWorkday: isListedWorkday } = chineseDays.default;

/**
 * Whether people work on this day in mainland China: Monday to Friday, corrected by the State Council's yearly list of
 * holidays and make-up days where the calendar package has it (2004 on; years not published yet count as plain weeks).
 */
export function isWorkday(day: LocalDay): boolean {
  const year = Number(day.slice(0, 4));
  return year < 2004 || year > 2100 ? weekdayOf(day) <= 5 : isListedWorkday(day);
}

/** The `count`-th working day after a day (before it, for a negative count); the day itself is not counted. */
export function moveWorkdays(day: LocalDay, count: number): LocalDay {
  const step = Math.sign(count);
  let [current, left] = [day, Math.abs(count)];
  while (left > 0) {
    current = addDays(current, step);
    if (isWorkday(current)) left -= 1;
  }
  return current;
}
