import { addMonths, daysInMonth, dayOf, monthRange, partsOf, realDay, unitAround } from '../calendar.ts';
import type { DateReading, DateRule, TimeContext } from '../date-rule.ts';
import { NUMERAL_STARTS, phrase } from '../date-rule.ts';
import { nearest } from '../nearest.ts';
import { readOrdinal } from '../read-count.ts';
import { singleDay } from './named-days.ts';
import { shiftOf } from './weeks.ts';

/** A year in which every day exists that exists at all. */
const LEAP_YEAR = 2024;
/** A month written 「三月」 may begin a company's name. */
const NO_NAME = '(?!科技|集团|传媒|股份|资本|实业|商贸|贸易|食品|餐饮|文化|有限)';
/** 「5号线」「3号楼」 number places and things, no days. */
const NO_PLACE = '(?!线|楼|店|库|机|门|院|柜|仓|码)';
const THIRDS = '上旬|中旬|下旬|初(?!级|步|始|次|期)|底(?!薪|价|单)|末|中(?![标国秋心间介午文间级小型])';

function wholeMonth(year: number, month: number, count = 1): DateReading | undefined {
  if (!(month >= 1 && month <= 12)) return undefined;
  return { ...monthRange(year, month, count), grain: count === 1 ? 'month' : 'days' };
}

/** First, middle or last third of a month (旬, ten days each; the last takes the rest), with the day meant by a moment. */
function thirdOfMonth(year: number, month: number, name: string): DateReading {
  const last = daysInMonth(year, month);
  const [from, to, point] = /上旬|初/.test(name)
    ? [1, 10, 1]
    : /下旬|底|末/.test(name)
      ? [21, last, name === '下旬' ? 21 : last]
      : [11, 20, name === '中' ? 15 : 11];
  const range = { from: dayOf(year, month, from), to: dayOf(year, month, to), grain: 'days' } as const;
  return name.endsWith('旬') ? range : { ...range, vague: true, point: dayOf(year, month, point) };
}

function yearOfFrame(frame: DateReading): number {
  return partsOf(frame.from).year;
}

/** The nearest month of a number, or the one in a named year. */
function monthNamed(month: number, count: number, context: TimeContext, frame?: DateReading): DateReading | undefined {
  if (frame) return wholeMonth(yearOfFrame(frame), month, count);
  const { year } = partsOf(context.today);
  const base = context.after ? partsOf(context.after.from).year : year;
  return nearest((shift) => wholeMonth(base + shift, month, count), context);
}

/** 本月, 上个月, 下下个月; 5月, 十一月份, 5-8月; 月初, 5月底, 中旬; 5号, 3月1日, 1-15号. */
export const monthRules: readonly DateRule[] = [
  {
    name: 'month from here',
    starts: '上下本这当次',
    pattern: phrase('(?<which>上{1,3}|下{1,3}|本|这|当|次)一?个?月(?!饼|球|亮|卡|费|租|供)份?'),
    read: ({ which }, { today }) => ({ ...unitAround(today, 'month', shiftOf(which)), grain: 'month' }),
  },
  {
    name: 'month of a number',
    inside: ['year'],
    starts: NUMERAL_STARTS,
    pattern: phrase(`(?<month>{MONTH})_月份?${NO_NAME}`),
    read: ({ month }, context, frame) => monthNamed(readOrdinal(month), 1, context, frame),
  },
  {
    // One rule for both, so that the nearest such day counts and not the day in the nearest such month.
    name: 'month and day',
    starts: NUMERAL_STARTS,
    pattern: phrase(`(?<month>{MONTH})_月_(?<day>{DAY})_[日号]${NO_PLACE}`),
    read: ({ month, day }, context) => {
      const base = partsOf(context.after?.from ?? context.today).year;
      const [monthNumber, dayNumber] = [readOrdinal(month), readOrdinal(day)];
      if (dayNumber > daysInMonth(LEAP_YEAR, monthNumber)) return undefined;
      return nearest((shift) => {
        const found = realDay(base + shift, monthNumber, dayNumber);
        return found === undefined ? undefined : singleDay(found);
      }, context);
    },
  },
  {
    name: 'months from number to number',
    inside: ['year'],
    starts: NUMERAL_STARTS,
    pattern: phrase('(?<first>{MONTH})_(?:-|到|至)_(?<last>{MONTH})_月份?'),
    read: ({ first, last }, context, frame) => {
      const [begin, end] = [readOrdinal(first), readOrdinal(last)];
      return monthNamed(begin, (end < begin ? end + 12 : end) - begin + 1, context, frame);
    },
  },
  {
    name: 'part of a named month',
    inside: ['month'],
    alone: false,
    starts: '的月上中下初底末',
    pattern: phrase(`的?月?(?<third>${THIRDS})`),
    read: ({ third = '' }, _, frame) => {
      if (!frame) return undefined;
      const { year, month } = partsOf(frame.from);
      return thirdOfMonth(year, month, third);
    },
  },
  {
    name: 'part of this month',
    starts: '月上中下',
    pattern: phrase(`(?:月(?=[初底末中])(?<edge>${THIRDS})|(?<third>[上中下]旬))`),
    read: ({ edge, third }, { today, after }) => {
      const { year, month } = partsOf(after?.from ?? today);
      return thirdOfMonth(year, month, edge ?? third ?? '');
    },
  },
  {
    name: 'half of a month',
    inside: ['month'],
    starts: '上下',
    pattern: phrase('(?<half>[上下])半个?月'),
    read: ({ half }, { today }, frame) => {
      const { year, month } = partsOf(frame?.from ?? today);
      const [from, to] = half === '上' ? [1, 15] : [16, daysInMonth(year, month)];
      return { from: dayOf(year, month, from), to: dayOf(year, month, to), grain: 'days' };
    },
  },
  {
    name: 'last day of a month',
    inside: ['month'],
    alone: false,
    starts: '的最',
    pattern: phrase('的?最后一天'),
    read: (_, _context, frame) => frame && singleDay(frame.to),
  },
  {
    name: 'day of a named month',
    inside: ['month'],
    alone: false,
    starts: `的 ${NUMERAL_STARTS}`,
    pattern: phrase(`的?_(?<day>{DAY})_[日号]${NO_PLACE}`),
    read: ({ day }, _, frame) => {
      if (!frame) return undefined;
      const { year, month } = partsOf(frame.from);
      const found = realDay(year, month, readOrdinal(day));
      return found === undefined ? undefined : singleDay(found);
    },
  },
  {
    name: 'day of the month',
    starts: NUMERAL_STARTS,
    pattern: phrase(`(?<day>{DAY})_[日号]${NO_PLACE}(?!内|均|之内|以内|文件|员工|客户|三餐|游)`),
    read: ({ day }, context) => {
      const start = context.after?.from ?? context.today;
      return nearest((shift) => {
        const { year, month } = partsOf(addMonths(`${start.slice(0, 7)}-01`, shift));
        const found = realDay(year, month, readOrdinal(day));
        return found === undefined ? undefined : singleDay(found);
      }, context);
    },
  },
  {
    name: 'days from number to number',
    inside: ['month'],
    starts: NUMERAL_STARTS,
    pattern: phrase(`(?<first>{DAY})_(?:-|到|至)_(?<last>{DAY})_[日号]${NO_PLACE}`),
    read: ({ first, last }, context, frame) => {
      const start = frame?.from ?? context.today;
      const make = (shift: number): DateReading | undefined => {
        const { year, month } = partsOf(addMonths(`${start.slice(0, 7)}-01`, shift));
        const [from, to] = [realDay(year, month, readOrdinal(first)), realDay(year, month, readOrdinal(last))];
        return from !== undefined && to !== undefined && from <= to ? { from, to, grain: 'days' } : undefined;
      };
      return frame ? make(0) : nearest(make, context);
    },
  },
];
