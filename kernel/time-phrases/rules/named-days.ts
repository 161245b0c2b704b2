import { addDays, addMonths, unitAround } from '../calendar.ts';
import type { DateReading, DateRule } from '../date-rule.ts';
import { phrase } from '../date-rule.ts';
import { moveWorkdays } from '../workdays.ts';

const SHIFTS: Readonly<Record<string, number>> = {
  大前: -3,
  前: -2,
  昨: -1,
  今: 0,
  当: 0,
  明: 1,
  后: 2,
  大后: 3,
};

/** Family names of companies that begin like a day: 「明天科技」「今日传媒」. */
const NO_NAME = '(?!(?:头条|之星|科技|集团|传媒|股份|资本|实业|商贸|贸易|食品|餐饮|文化))';

export function singleDay(day: string): DateReading {
  return { from: day, to: day, grain: 'day' };
}

/** 今天, 昨日, 大前天, 明早, 今晚, 昨夜; 去年今天; 下个工作日. */
export const namedDays: readonly DateRule[] = [
  {
    name: 'named day',
    starts: '大前昨今明后',
    pattern: phrase(`(?<which>大前|大后|前|昨|今|明|后)(?:天|日(?!本|元|均)|儿个?)${NO_NAME}`),
    read: ({ which = '' }, { today }) => singleDay(addDays(today, SHIFTS[which] ?? 0)),
  },
  {
    name: 'day with its part',
    starts: '昨今明',
    pattern: phrase('(?<which>昨|今|明)(?=早(?!会|教|期)|晚(?!会|报|宴)|夜|晨|午)'),
    read: ({ which = '' }, { today }) => singleDay(addDays(today, SHIFTS[which] ?? 0)),
  },
  {
    name: 'this day in a year',
    inside: ['year'],
    alone: false,
    starts: '今',
    pattern: phrase('今[天日]'),
    read: (_, { today }, frame) => {
      const shift = frame ? Number(frame.from.slice(0, 4)) - Number(today.slice(0, 4)) : 0;
      return singleDay(addMonths(today, shift * 12));
    },
  },
  {
    name: 'next or last working day',
    starts: '上下前',
    pattern: phrase('(?<which>上|下|前)一?个?工作日'),
    read: ({ which }, { today }) => singleDay(moveWorkdays(today, which === '下' ? 1 : -1)),
  },
  {
    name: 'these days',
    starts: '这',
    pattern: phrase('这_(?<count>几|两|2|三|3)_[天日]'),
    read: ({ count = '' }, { today, direction }) => {
      const days = { 几: 3, 两: 2, 2: 2, 三: 3, 3: 3 }[count] ?? 2;
      const range = unitAround(today, 'day', direction === 'past' ? 1 - days : 0, days);
      return { ...range, grain: 'days', vague: true };
    },
  },
];
