import { matchAt, phrase } from '../date-rule.ts';
import type { TimeContext } from '../date-rule.ts';
import { unitAround } from '../calendar.ts';
import type { CalendarGrain } from '../calendar.ts';
import { readRange } from '../read-range.ts';
import type { Reader, Reading } from '../reader.ts';
import type { CompareValue, RangeValue } from '../time-value.ts';

/** Fixed words and how they compare. */
const WORDS: ReadonlyArray<readonly [RegExp, CompareValue['mode']]> = [
  [
    phrase('(?:[跟和与同比较]_?)?(?:去年|上年|上一年)的?(?:同期|同一时期|这个时候)(?:相?比|对比)?'),
    'same_period_last_year',
  ],
  [phrase('同比(?!例)'), 'same_period_last_year'],
  [phrase('环比'), 'previous_period'],
  [
    phrase('(?:[跟和与同比较]_?)?(?:上期|上一期|上个?周期|上月同期|上个月同期|上周同期|前期)(?:相?比|对比)?'),
    'previous_period',
  ],
];
const AGAINST = phrase('(?:(?<strong>环比|同比|对比|相比于?|比起|相较于?|较之?|比)|跟|和|与|同)_?');
const CLOSING = phrase('(?:的[^ ,，。]{0,4})?_?(?:相比较?|比较|对比|比(?!例|如)|相较)');
const PERIODS: readonly CalendarGrain[] = ['day', 'week', 'month', 'quarter'];

/** Which shift a named other period is: the unit before the current one, last year, or just that range. */
function modeOf(range: RangeValue, { today }: TimeContext): CompareValue['mode'] {
  const is = (grain: CalendarGrain): boolean => {
    const before = unitAround(today, grain, -1);
    return before.from === range.from && before.to === range.to;
  };
  if (is('year')) return 'same_period_last_year';
  return PERIODS.some(is) ? 'previous_period' : 'range';
}

function fixedWords(text: string, at: number): Reading | undefined {
  for (const [pattern, mode] of WORDS) {
    const match = matchAt(pattern, text, at);
    if (match) return { end: at + match[0].length, value: { kind: 'compare', mode } };
  }
  return undefined;
}

/** 「环比」「同比」「去年同期」「跟上个月比」「较上周」「与3月相比」. */
const compare: Reader = {
  name: 'comparison',
  starts: '同环去上跟和与比较对相前',
  read: (text, at, context) => {
    const fixed = fixedWords(text, at);
    const against = matchAt(AGAINST, text, at);
    const start = at + (against?.[0].length ?? 0);
    const other = against && readRange(text, start, context);
    if (!other) return fixed;
    const closing = matchAt(CLOSING, text, other.end);
    if (!closing && !against.groups?.strong) return fixed;
    if (fixed && fixed.end >= other.end) return fixed;
    const { from, to, grain } = other.reading;
    const range: RangeValue = { kind: 'range', from, to, grain, phrase: text.slice(start, other.end) };
    return {
      end: other.end + (closing?.[0].length ?? 0),
      value: { kind: 'compare', mode: modeOf(range, context), range },
    };
  },
};

export const compareReaders: readonly Reader[] = [compare];
