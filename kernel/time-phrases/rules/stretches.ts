import { addDays, addMinutes, addMonths, isMonthGrain, MONTHS_IN, unitAround } from '../calendar.ts';
import type { CalendarGrain } from '../calendar.ts';
import type { DateReading, DateRule, TimeContext } from '../date-rule.ts';
import { NUMERAL_STARTS, phrase } from '../date-rule.ts';
import type { Count } from '../read-count.ts';
import { readCount } from '../read-count.ts';
import type { LocalDay } from '../time-value.ts';
import { moveWorkdays } from '../workdays.ts';
import { singleDay } from './named-days.ts';

type Unit = CalendarGrain | 'hour' | 'workday';
const UNITS: Readonly<Record<string, Unit>> = {
  工作日: 'workday',
  小时: 'hour',
  钟头: 'hour',
  天: 'day',
  日: 'day',
  周: 'week',
  星期: 'week',
  礼拜: 'week',
  月: 'month',
  季度: 'quarter',
  季: 'quarter',
  年: 'year',
};
const COUNT = '(?<count>十几|{N}|半|几|数|两三|三五)_个?';
/** 「月」 counts only after 「个」 or 「半」: 「3月后」 is after March, 「3个月后」 is in three months. */
const PLAIN_UNITS =
  '工作日|天|日(?!本|元|均)|周(?!年|[一二三四五六日末])|星期(?![一二三四五六日天])|礼拜(?![一二三四五六日天])|季度|年(?!度?报|会)';
const UNIT = `(?<unit>${PLAIN_UNITS}|(?<=[个半])月)`;
/** After 「近」 also hours, and a month without 「个」 (「近3月」). */
const ROLLING_UNIT = `(?<unit>${PLAIN_UNITS}|小时|钟头|月|季)`;
const HALF_UNITS = { month: 15, year: 6 } as const;

/** More than this nobody means; it also keeps every day between the years 1900 and 2199. */
const MOST: Readonly<Record<Unit, number>> = {
  hour: 3000,
  workday: 250,
  day: 3000,
  week: 500,
  month: 600,
  quarter: 200,
  half: 100,
  year: 50,
};

function counted(count: string | undefined, unit: string | undefined): Count | undefined {
  const number = readCount(count);
  const grain = asUnit(unit);
  // Half a month and half a year are days; half a day or half a week is left to the durations.
  const halves = Number.isInteger(number?.value) || grain === 'month' || grain === 'year' || grain === 'hour';
  return number && halves && number.value <= MOST[grain] ? number : undefined;
}

/** Moves a day by `count` units; half a month is 15 days, half a year six months. */
function move(day: LocalDay, unit: Unit, count: number): LocalDay {
  if (unit === 'workday') return moveWorkdays(day, count);
  if (unit === 'week') return addDays(day, Math.round(count * 7));
  if (unit === 'day' || unit === 'hour') return addDays(day, Math.round(count));
  if (Math.abs(count) === 0.5 && unit === 'month') return addDays(day, Math.sign(count) * HALF_UNITS.month);
  return addMonths(day, Math.round(count * MONTHS_IN[unit]));
}

/** `count` units that end today, or begin today; today counts. */
function rolling(count: number, unit: Unit, context: TimeContext, ahead: boolean): DateReading {
  const { today, now } = context;
  const sign = ahead ? 1 : -1;
  if (unit === 'hour') {
    const other = addMinutes(now, sign * count * 60).slice(0, 10);
    return { from: ahead ? today : other, to: ahead ? other : today, grain: 'days', closed: true };
  }
  const edge = move(today, unit, sign * count);
  // 「3个工作日内」 still has the third working day; 「近7天」 has today and six days before.
  const other = unit === 'workday' ? edge : addDays(edge, -sign);
  return { from: ahead ? today : other, to: ahead ? other : today, grain: 'days', closed: true };
}

function asUnit(unit: string | undefined): Unit {
  return UNITS[unit ?? ''] ?? 'day';
}

/** Whole calendar units before or after the current one. */
function whole(count: number, unit: Unit, today: LocalDay, ahead: boolean): DateReading | undefined {
  if (unit === 'hour' || unit === 'workday' || !Number.isInteger(count)) return undefined;
  const range = unitAround(today, unit, ahead ? 1 : -count, count);
  return { ...range, grain: count === 1 ? unit : 'days', closed: true };
}

/** The first `count` units of a year, quarter or month. */
function opening(count: number, unit: Unit, frame: { from: LocalDay; to: LocalDay }): DateReading | undefined {
  if (unit === 'hour' || unit === 'workday' || !Number.isInteger(count)) return undefined;
  const to = isMonthGrain(unit)
    ? unitAround(frame.from, unit, 0, count).to
    : addDays(frame.from, count * (unit === 'week' ? 7 : 1) - 1);
  return to <= frame.to ? { from: frame.from, to, grain: count === 1 ? unit : 'days', closed: true } : undefined;
}

function vagueIf(reading: DateReading | undefined, vague: boolean): DateReading | undefined {
  return reading && vague ? { ...reading, vague: true } : reading;
}

/** 近7天, 最近一个月, 未来两周, 30天内, 前三个月, 头两个季度, 三天后, 过两天, 最近. */
export const stretches: readonly DateRule[] = [
  {
    name: 'last N',
    starts: '最近过以这',
    pattern: phrase(
      `(?:最近这?|近|过去的?|以往|这(?=_[^天日]{1,4}(?:周|星期|月|季|年)))_${COUNT}${ROLLING_UNIT}(?:以?内|之内|以来|里|间)?`,
    ),
    read: ({ count, unit }, context) => {
      const number = counted(count, unit);
      return number && vagueIf(rolling(number.value, asUnit(unit), context, false), number.vague);
    },
  },
  {
    name: 'next N',
    starts: '未接今往',
    pattern: phrase(`(?:未来的?|接下来的?|今后|往后)_${COUNT}${ROLLING_UNIT}(?:以?内|之内|里|间)?`),
    read: ({ count, unit }, context) => {
      const number = counted(count, unit);
      return number && vagueIf(rolling(number.value, asUnit(unit), context, true), number.vague);
    },
  },
  {
    name: 'within N',
    starts: `半几两${NUMERAL_STARTS}`,
    pattern: phrase(`${COUNT}${UNIT}(?:之内|以内|内(?!部|容|向|衣|蒙|存|销))`),
    read: ({ count, unit }, context) => {
      const number = counted(count, unit);
      return (
        number && vagueIf(rolling(number.value, asUnit(unit), context, context.direction === 'future'), number.vague)
      );
    },
  },
  {
    name: 'N whole units before or after',
    starts: '前上下后',
    pattern: phrase(`(?<way>(?<![提以之]|一(?=下))[前上下后])_${COUNT}${UNIT}`),
    read: ({ way, count, unit }, { today }) => {
      const number = counted(count, unit);
      if (!number) return undefined;
      // 「前三季度」 is January to September in every Chinese report.
      if (way === '前' && asUnit(unit) === 'quarter')
        return opening(number.value, 'quarter', unitAround(today, 'year'));
      return vagueIf(whole(number.value, asUnit(unit), today, way === '下' || way === '后'), number.vague);
    },
  },
  {
    name: 'first N of a frame',
    inside: ['year', 'quarter', 'month'],
    starts: '的前头',
    pattern: phrase(`(?<way>[前头])_${COUNT}${UNIT}`),
    read: ({ way, count, unit }, { today }, frame) => {
      const number = counted(count, unit);
      // Without a frame 「前三个月」 are the ones before this month; only 「头三个月」 open the year.
      if (!frame && way === '前') return undefined;
      const small = ['day', 'week'].includes(asUnit(unit));
      return number && opening(number.value, asUnit(unit), frame ?? unitAround(today, small ? 'month' : 'year'));
    },
  },
  {
    name: 'last N of a frame',
    inside: ['year', 'quarter', 'month'],
    alone: false,
    starts: '的后最',
    pattern: phrase(`的?(?:最后|后)_${COUNT}${UNIT}`),
    read: ({ count, unit }, _, frame) => {
      const number = counted(count, unit);
      if (!number || !frame || !Number.isInteger(number.value)) return undefined;
      const from = addDays(move(addDays(frame.to, 1), asUnit(unit), -number.value), 0);
      return from >= frame.from ? { from, to: frame.to, grain: 'days', closed: true } : undefined;
    },
  },
  {
    name: 'Nth week of a month',
    inside: ['month'],
    alone: false,
    starts: '的第',
    pattern: phrase('的?第_(?<count>[1-5一二三四五])_个?(?:周|星期|礼拜)(?![一二三四五六日天])'),
    read: ({ count }, _, frame) => {
      const number = readCount(count);
      if (!number || !frame) return undefined;
      const from = addDays(frame.from, (number.value - 1) * 7);
      const to = addDays(from, 6);
      return from <= frame.to ? { from, to: to < frame.to ? to : frame.to, grain: 'days' } : undefined;
    },
  },
  {
    name: 'N days from now',
    starts: `半几两再过${NUMERAL_STARTS}`,
    pattern: phrase(`(?:(?<![超不通经])再?过)?_${COUNT}${UNIT}(?:之后|以后|过后|后(?![天年期台续面半]))`),
    read: ({ count, unit }, { today }) => away(count, unit, 1, today),
  },
  {
    name: 'after N days',
    starts: '再过',
    pattern: phrase(`(?<![超不通经])再?过_${COUNT}${UNIT}`),
    read: ({ count, unit }, { today }) => away(count, unit, 1, today),
  },
  {
    name: 'N days ago',
    starts: `半几两${NUMERAL_STARTS}`,
    pattern: phrase(`${COUNT}${UNIT}(?:之前|以前|前(?![天年期台后]))`),
    read: ({ count, unit }, { today }) => away(count, unit, -1, today),
  },
  {
    name: 'lately',
    starts: '最近',
    pattern: phrase('(?:最近(?!的|一次|怎)|近期|近来|近日)'),
    read: (_, context) => ({ ...rolling(30, 'day', context, false), vague: true }),
  },
  {
    name: 'lately, before a noun',
    starts: '最',
    pattern: phrase('最近(?=的(?!一[次条个通家单]))'),
    read: (_, context) => ({ ...rolling(30, 'day', context, false), vague: true }),
  },
];

/** A single day `count` units from today; 「过两天」 and 「几天后」 are vague. */
function away(
  count: string | undefined,
  unit: string | undefined,
  sign: 1 | -1,
  today: LocalDay,
): DateReading | undefined {
  const number = counted(count, unit);
  if (!number) return undefined;
  return vagueIf(singleDay(move(today, asUnit(unit), sign * number.value)), number.vague);
}
