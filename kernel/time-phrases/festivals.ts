import * as chineseDays from 'chinese-days';
import { addDays, dayOf } from './calendar.ts';
import type { DayRange } from './time-value.ts';

/** The package is CommonJS without names Node can see, so they are taken from its default export. */
const { getSolarDateFromLunar } = chineseDays.default;

export const FESTIVALS = [
  'new_year',
  'spring_festival',
  'lantern',
  'first_lunar_month',
  'qingming',
  'labour_day',
  'dragon_boat',
  'mid_autumn',
  'national_day',
] as const;
export type Festival = (typeof FESTIVALS)[number];

const LAST_DAY_OF_SPRING_FESTIVAL = 7;

function lunar(year: number, month: number, day: number): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return getSolarDateFromLunar(`${year}-${two(month)}-${two(day)}`).date;
}

/** The days people take off for a festival of a year, by the usual length of the State Council's lists (2025 on). */
const DAYS: Readonly<Record<Festival, (year: number) => DayRange>> = {
  new_year: (year) => ({ from: dayOf(year, 1, 1), to: dayOf(year, 1, 3) }),
  // From New Year's Eve until the seventh day of the first month; work begins again on the eighth.
  spring_festival: (year) => ({
    from: addDays(lunar(year, 1, 1), -1),
    to: lunar(year, 1, LAST_DAY_OF_SPRING_FESTIVAL),
  }),
  lantern: (year) => ({ from: lunar(year, 1, 15), to: lunar(year, 1, 15) }),
  first_lunar_month: (year) => ({ from: lunar(year, 1, 1), to: addDays(lunar(year, 2, 1), -1) }),
  qingming: (year) => ({ from: dayOf(year, 4, 4), to: dayOf(year, 4, 6) }),
  labour_day: (year) => ({ from: dayOf(year, 5, 1), to: dayOf(year, 5, 5) }),
  dragon_boat: (year) => ({ from: lunar(year, 5, 5), to: addDays(lunar(year, 5, 5), 2) }),
  mid_autumn: (year) => ({ from: lunar(year, 8, 15), to: addDays(lunar(year, 8, 15), 2) }),
  national_day: (year) => ({ from: dayOf(year, 10, 1), to: dayOf(year, 10, 7) }),
};

/** When a festival of a year is; undefined for years the lunar tables do not reach (before 1901, after 2099). */
export function festivalDays(festival: Festival, year: number): DayRange | undefined {
  return year >= 1901 && year <= 2099 ? DAYS[festival](year) : undefined;
}
