import { partsOf, realDay } from '../calendar.ts';
import type { DateReading, DateRule, Groups, TimeContext } from '../date-rule.ts';
import { DIGIT_STARTS, phrase } from '../date-rule.ts';
import { monthRange } from '../calendar.ts';
import { nearest } from '../nearest.ts';
import { singleDay } from './named-days.ts';

const YEAR = '(?<year>(?:19|20|21)\\d\\d)';

function written({ year, month, day }: Groups): DateReading | undefined {
  const found = realDay(Number(year), Number(month), Number(day));
  return found === undefined ? undefined : singleDay(found);
}

/** Days without a year, from one to another: the pair is placed as a whole, over New Year where the end comes first. */
function pair({ month, day, endMonth, endDay }: Groups, context: TimeContext): DateReading | undefined {
  const base = partsOf(context.today).year;
  const overNewYear = Number(endMonth) * 100 + Number(endDay) < Number(month) * 100 + Number(day);
  return nearest((shift) => {
    const from = realDay(base + shift, Number(month), Number(day));
    const to = realDay(base + shift + (overNewYear ? 1 : 0), Number(endMonth), Number(endDay));
    return from === undefined || to === undefined ? undefined : { from, to, grain: from === to ? 'day' : 'days' };
  }, context);
}

/** 2017-05-01, 2017/5/1, 2017.5.1, 20170501, 2017-05; 11-12 至 11-18, 11/12-11/18; 11/25 15:30. */
export const writtenDates: readonly DateRule[] = [
  {
    name: 'date in digits',
    starts: DIGIT_STARTS,
    pattern: phrase(
      `${YEAR}(?<mark>[-/.])(?<month>1[0-2]|0?[1-9])\\k<mark>(?<day>3[01]|[12]\\d|0?[1-9])(?!\\d|\\.\\d)`,
    ),
    read: written,
  },
  {
    name: 'date in eight digits',
    starts: DIGIT_STARTS,
    pattern: phrase(`${YEAR}(?<month>1[0-2]|0[1-9])(?<day>3[01]|[12]\\d|0[1-9])(?![\\d.]|[元块个家单])`),
    read: written,
  },
  {
    name: 'month in digits',
    starts: DIGIT_STARTS,
    pattern: phrase(`${YEAR}(?<mark>[-/.])(?<month>1[0-2]|0[1-9]|[1-9])(?!\\d|[-/.]\\d|_[万亿年元块%])月?`),
    read: ({ year, month, mark }) =>
      mark === '.' && month?.length !== 2 ? undefined : { ...monthRange(Number(year), Number(month)), grain: 'month' },
  },
  {
    name: 'month and day to month and day',
    starts: DIGIT_STARTS,
    pattern: phrase(
      '(?<month>1[0-2]|0?[1-9])(?<mark>[-/])(?<day>3[01]|[12]\\d|0?[1-9])_(?:至|到|-)_(?<endMonth>1[0-2]|0?[1-9])\\k<mark>(?<endDay>3[01]|[12]\\d|0?[1-9])(?![\\d/-])',
    ),
    read: pair,
  },
  {
    name: 'month and day before a clock',
    starts: DIGIT_STARTS,
    pattern: phrase(
      '(?<month>1[0-2]|0?[1-9])[-/](?<day>3[01]|[12]\\d|0?[1-9])(?=_(?:上午|下午|晚上|早上|中午|\\d{1,2}:\\d\\d))',
    ),
    read: ({ month, day }, context) => pair({ month, day, endMonth: month, endDay: day }, context),
  },
];
