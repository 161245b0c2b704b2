import { matchAt, phrase } from '../date-rule.ts';
import { readClock, DAY_PART_HOURS, DEFAULT_HOUR } from '../read-clock.ts';
import { readCount, readOrdinal } from '../read-count.ts';
import type { Reader } from '../reader.ts';
import type { RecurringValue } from '../time-value.ts';

/** The days of a cron expression: `day-of-month month day-of-week`. */
interface Days {
  readonly days: string;
  readonly approximate?: true;
}

interface DaysRule {
  readonly name: string;
  readonly pattern: RegExp;
  readonly read: (groups: Readonly<Record<string, string | undefined>>) => Days | undefined;
}

const EVERY = '(?:每逢|每到|每个?|逢)';
const DAY_LIST = '[一二三四五六日天1-7](?:[、,，和]?(?:周|星期|礼拜)?[一二三四五六日天1-7](?![\\d点时:个]))*';
const WEEKDAY_NUMBERS: Readonly<Record<string, number>> = {
  日: 0,
  天: 0,
  7: 0,
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  1: 1,
  2: 2,
  3: 3,
  4: 4,
  5: 5,
  6: 6,
};
const NOT_TIMES = '(?!_?[\\d一二两三四五六七八九十几]+_?(?:次|回|单|个|条|家|遍|元|块|万))';

/** Cron's list for 「一三五」「一、三」; Sunday is 0. */
function weekdayList(words: string): string {
  const numbers = [...words].flatMap((char) => WEEKDAY_NUMBERS[char] ?? []);
  return [...new Set(numbers)].toSorted((a, b) => a - b).join(',');
}

/** Every N days or months: exact only when cron's period (31 days, 12 months) is a multiple of it. */
function everyNth(count: number, field: (step: number) => string, period: number): Days | undefined {
  if (!Number.isInteger(count) || count < 1 || count > period) return undefined;
  return { days: field(count), ...(period % count !== 0 && { approximate: true }) };
}

const DAYS_RULES: readonly DaysRule[] = [
  {
    name: 'weekdays from to',
    pattern: phrase(
      `${EVERY}{WEEK}(?<first>[一二三四五六日天])(?:到|至|-)(?:周|星期|礼拜)?(?<last>[一二三四五六日天])`,
    ),
    read: ({ first = '', last = '' }) => {
      const [from = 1, to = 1] = [WEEKDAY_NUMBERS[first], WEEKDAY_NUMBERS[last] || 7];
      return from > 0 && from <= to ? { days: `* * ${from}-${to}` } : undefined;
    },
  },
  {
    name: 'weekdays',
    pattern: phrase(`${EVERY}{WEEK}的?(?<list>${DAY_LIST})`),
    read: ({ list = '' }) => ({ days: `* * ${weekdayList(list)}` }),
  },
  { name: 'weekend', pattern: phrase(`${EVERY}(?:周末|双休日?)`), read: () => ({ days: '* * 0,6' }) },
  {
    name: 'week',
    pattern: phrase(`${EVERY}{WEEK}(?![一二三四五六日天末年])${NOT_TIMES}`),
    read: () => ({ days: '* * 1' }),
  },
  {
    name: 'working days',
    pattern: phrase('(?<![下上前个])(?:每个?)?工作日(?![内之以历报前后])(?:每天)?'),
    read: () => ({ days: '* * 1-5' }),
  },
  {
    name: 'day',
    pattern: phrase(`(?:每天|每日(?!优鲜)|天天(?!向上)|每一天|每(?=早|晚))${NOT_TIMES}`),
    read: () => ({ days: '* * *' }),
  },
  {
    name: 'last day of the month',
    pattern: phrase('每个?月(?:的?最后一天|月?[底末])'),
    read: () => ({ days: 'L * *' }),
  },
  {
    // Which day that is changes with the weekend; the calendar day next to it is as near as cron gets.
    name: 'first or last working day of the month',
    pattern: phrase('每个?月的?(?<which>最后|第)一个?工作日'),
    read: ({ which }) => ({ days: which === '第' ? '1 * *' : 'L * *', approximate: true }),
  },
  { name: 'begin of the month', pattern: phrase('每个?月月?初'), read: () => ({ days: '1 * *' }) },
  {
    name: 'day of the month',
    pattern: phrase('每个?月的?_?(?<list>{DAY}_[号日]?(?:_?[、,，和及]_?{DAY}_[号日]?){0,9})(?<=[号日])'),
    read: ({ list = '' }) => ({
      days: `${list
        .split(/[^\d一二三十四五六七八九廿]+/)
        .filter(Boolean)
        .map(readOrdinal)
        .join(',')} * *`,
    }),
  },
  {
    name: 'month',
    pattern: phrase(`每个?月(?![\\d一二三四五六七八九十初底末])${NOT_TIMES}`),
    read: () => ({ days: '1 * *' }),
  },
  { name: 'end of the quarter', pattern: phrase('每个?季度?[末底]'), read: () => ({ days: 'L 3,6,9,12 *' }) },
  { name: 'quarter', pattern: phrase(`每个?季度?初?(?![末底])${NOT_TIMES}`), read: () => ({ days: '1 1,4,7,10 *' }) },
  {
    name: 'day of the year',
    pattern: phrase('每年的?_?(?<month>{MONTH})_月_?(?<day>{DAY})_[号日]'),
    read: ({ month, day }) => ({ days: `${readOrdinal(day)} ${readOrdinal(month)} *` }),
  },
  {
    name: 'end of the year',
    pattern: phrase('每年年?[底末]'),
    read: () => ({ days: 'L 12 *' }),
  },
  {
    name: 'year',
    pattern: phrase(`每年(?:初|年初)?(?![\\d一二三四五六七八九十底末])${NOT_TIMES}`),
    read: () => ({ days: '1 1 *' }),
  },
  {
    // Cron knows no fortnight; twice a month is the nearest it can say.
    name: 'fortnight',
    pattern: phrase('(?:每隔?_?(?:两|二|2)_?个?{WEEK}(?![一二三四五六日天])|每隔一周|每_?半个?月)'),
    read: () => ({ days: '1,15 * *', approximate: true }),
  },
  {
    name: 'every N days or months',
    pattern: phrase('每隔?_?(?<count>{N})_个?(?<unit>天|月|季度)'),
    read: ({ count, unit }) => {
      const number = readCount(count)?.value ?? 0;
      // No N divides every month's length, so only 「每一天」 is exact.
      if (unit === '天')
        return everyNth(number, (step) => (step === 1 ? '* * *' : `*/${step} * *`), number === 1 ? 1 : 31);
      return everyNth(unit === '季度' ? number * 3 : number, (step) => `1 */${step} *`, 12);
    },
  },
];

const EVERY_MINUTES = phrase('每隔?_?(?<count>{N}|半)?_个?(?<half>半)?(?<unit>小时|钟头|分钟|刻钟)');

/** 「每小时」「每半小时」「每15分钟」 as minute and hour fields. */
function everyMinutes(text: string, at: number): { end: number; cron: string; approximate?: true } | undefined {
  const match = matchAt(EVERY_MINUTES, text, at);
  if (!match?.groups) return undefined;
  const { count = '一', half, unit } = match.groups;
  const size = unit === '分钟' ? 1 : unit === '刻钟' ? 15 : 60;
  const minutes = ((readCount(count)?.value ?? 0) + (half ? 0.5 : 0)) * size;
  const end = at + match[0].length;
  if (minutes >= 1 && minutes < 60)
    return { end, cron: `*/${minutes} * * * *`, ...(60 % minutes !== 0 && { approximate: true }) };
  const hours = minutes / 60;
  if (!Number.isInteger(hours) || hours < 1 || hours > 23) return undefined;
  return {
    end,
    cron: hours === 1 ? '0 * * * *' : `0 */${hours} * * *`,
    ...(24 % hours !== 0 && { approximate: true }),
  };
}

/** 「每周一上午九点」「每天」「每月1号」「工作日早上八点半」「每半小时」. */
const recurring: Reader = {
  name: 'recurring',
  starts: '每逢工天',
  read: (text, at) => {
    const often = everyMinutes(text, at);
    if (often) {
      const { end, ...rest } = often;
      return { end, value: { kind: 'recurring', ...rest, text: text.slice(at, end), hasTime: true } };
    }
    let best: { end: number; days: Days } | undefined;
    for (const rule of DAYS_RULES) {
      const match = matchAt(rule.pattern, text, at);
      if (!match || at + match[0].length <= (best?.end ?? at)) continue;
      const days = rule.read(match.groups ?? {});
      if (days) best = { end: at + match[0].length, days };
    }
    return best && withTime(text, at, best.end, best.days);
  },
};

function withTime(
  text: string,
  at: number,
  daysEnd: number,
  { days, approximate }: Days,
): { end: number; value: RecurringValue } {
  const gap = /[的 ]/.test(text[daysEnd] ?? '') ? 1 : 0;
  const clock = readClock(text, daysEnd + gap, gap === 0);
  const end = clock?.end ?? daysEnd;
  const spoken = clock?.hour === undefined ? undefined : clock.open && clock.hour < 7 ? clock.hour + 12 : clock.hour;
  const hour = spoken ?? (clock?.part ? DAY_PART_HOURS[clock.part] : DEFAULT_HOUR);
  const cron = `${clock?.minute ?? 0} ${hour % 24} ${days}`;
  return {
    end,
    value: {
      kind: 'recurring',
      cron,
      text: text.slice(at, end),
      hasTime: spoken !== undefined,
      ...(approximate && { approximate }),
    },
  };
}

export const recurringReaders: readonly Reader[] = [recurring];
