import { addDays, unitAround, weekdayOf } from '../calendar.ts';
import type { DateReading, DateRule, TimeContext } from '../date-rule.ts';
import { phrase } from '../date-rule.ts';
import { nearest } from '../nearest.ts';
import { singleDay } from './named-days.ts';

const WEEKDAYS: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  日: 7,
  天: 7,
  1: 1,
  2: 2,
  3: 3,
  4: 4,
  5: 5,
  6: 6,
  7: 7,
};
/** A person called 周三…: 「周三强总」「周一鸣经理」; 「周五总结」 is a day. */
const NO_PERSON = '(?![^ ,，。]?(?:总(?![结共部额数体量会计是])|经理|先生|女士|小姐|老师))';

/** Monday of the week `shift` weeks away, and what the words name in it. */
function inWeek(monday: string, name: string): DateReading {
  if (name === '末' || name === '六日') return { from: addDays(monday, 5), to: addDays(monday, 6), grain: 'days' };
  return singleDay(addDays(monday, (WEEKDAYS[name] ?? 1) - 1));
}

function nearestInWeek(name: string, context: TimeContext): DateReading | undefined {
  // As the end of 「下周一到周五」 the weekday is looked for from the begin on, not from today.
  const base = context.after?.from ?? context.today;
  const monday = addDays(base, 1 - weekdayOf(base));
  return nearest((shift) => inWeek(addDays(monday, shift * 7), name), context);
}

/** -2 for 上上, -1 for 上, 1 for 下, 0 for 本 / 这 / 当. */
export function shiftOf(words: string | undefined): number {
  if (words === undefined) return 0;
  return [...words].reduce((sum, char) => sum + ({ 上: -1, 前: -1, 下: 1, 次: 1 }[char] ?? 0), 0);
}

/** 本周, 上上个星期, 下周; 周三, 这周五, 周末, 下周初. Weeks begin on Monday (GB/T 7408). */
export const weekRules: readonly DateRule[] = [
  {
    name: 'week',
    starts: '上下本这当',
    pattern: phrase('(?<which>上{1,3}|下{1,3}|本|这|当)一?个?{WEEK}(?!年|期表|边|转|岁|到|长|报)'),
    read: ({ which }, { today }) => ({ ...unitAround(today, 'week', shiftOf(which)), grain: 'week' }),
  },
  {
    name: 'weekday of a named week',
    inside: ['week'],
    alone: false,
    starts: '一二三四五六日天末1234567',
    pattern: phrase('(?<name>六日(?!均)|{WEEKDAY})'),
    read: ({ name = '' }, _, frame) => frame && inWeek(frame.from, name),
  },
  {
    name: 'begin or end of a named week',
    inside: ['week'],
    alone: false,
    starts: '初中',
    pattern: phrase('(?<part>初(?!级|步|次)|中(?!午|标|国|秋))'),
    read: ({ part }, _, frame) => {
      if (!frame) return undefined;
      const first = part === '初' ? frame.from : addDays(frame.from, 2);
      return { from: first, to: addDays(first, 1), grain: 'days', vague: true };
    },
  },
  {
    name: 'weekday',
    starts: '周星礼',
    pattern: phrase(`{WEEK}(?<name>六日(?!均)|{WEEKDAY})${NO_PERSON}`),
    read: ({ name = '' }, context) => {
      const reading = nearestInWeek(name, context);
      return reading && { ...reading, weekly: true };
    },
  },
  {
    name: 'weekday written twice',
    inside: ['week'],
    alone: false,
    starts: '周星礼',
    pattern: phrase(`{WEEK}(?<name>六日(?!均)|{WEEKDAY})`),
    read: ({ name = '' }, _, frame) => frame && inWeek(frame.from, name),
  },
];
