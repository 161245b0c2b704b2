import { monthRange, partsOf, unitAround } from '../calendar.ts';
import type { DateReading, DateRule, TimeContext } from '../date-rule.ts';
import { NUMERAL_STARTS, phrase } from '../date-rule.ts';
import { nearest } from '../nearest.ts';
import { readOrdinal } from '../read-count.ts';
import { shiftOf } from './weeks.ts';

const QUARTER = '[一二三四1-4]';

/** `count` quarters from quarter `first` (1-4) on; `half` picks the grain of 上半年 / 下半年. */
function quarters(year: number, first: number, count: number): DateReading | undefined {
  if (!(first >= 1 && first + count - 1 <= 4 && count >= 1)) return undefined;
  return { ...monthRange(year, first * 3 - 2, count * 3), grain: count === 1 ? 'quarter' : 'days' };
}

function inYear(
  make: (year: number) => DateReading | undefined,
  context: TimeContext,
  frame: DateReading | undefined,
): DateReading | undefined {
  if (frame) return make(partsOf(frame.from).year);
  const base = partsOf(context.after?.from ?? context.today).year;
  return nearest((shift) => make(base + shift), context);
}

/** 本季度, 上个季度; 一季度, Q3, 第三季度, 1-3季度; 季末; 上半年, 下半年. */
export const quarterRules: readonly DateRule[] = [
  {
    name: 'quarter from here',
    starts: '上下本这当',
    pattern: phrase('(?<which>上{1,3}|下{1,3}|本|这|当)一?个?季度?(?!节)'),
    read: ({ which }, { today }) => ({ ...unitAround(today, 'quarter', shiftOf(which)), grain: 'quarter' }),
  },
  {
    name: 'quarter of a number',
    inside: ['year'],
    starts: `的第qQ -${NUMERAL_STARTS}`,
    pattern: phrase(`(?:的?第?_(?<number>${QUARTER})_季度|第(?<short>${QUARTER})季|[ -]?q(?<latin>[1-4])(?![0-9a-z]))`),
    read: ({ number, short, latin }, context, frame) =>
      inYear((year) => quarters(year, readOrdinal(number ?? short ?? latin), 1), context, frame),
  },
  {
    name: 'quarters from number to number',
    inside: ['year'],
    starts: `第qQ${NUMERAL_STARTS}`,
    pattern: phrase(
      `(?:第?(?<first>${QUARTER})(?:-|到|至)第?(?<last>${QUARTER})季度|q(?<begin>[1-4])(?:-|到|至)q?(?<end>[1-4])(?![0-9a-z]))`,
    ),
    read: ({ first, last, begin, end }, context, frame) => {
      const [from, to] = [readOrdinal(first ?? begin), readOrdinal(last ?? end)];
      return inYear((year) => quarters(year, from, to - from + 1), context, frame);
    },
  },
  {
    name: 'edge of a quarter',
    inside: ['quarter'],
    starts: '季初末底',
    pattern: phrase('(?:季度?)?(?<edge>初|末|底)'),
    read: ({ edge }, { today }, frame) => {
      const quarter = frame ?? unitAround(today, 'quarter');
      const point = edge === '初' ? quarter.from : quarter.to;
      return { ...unitAround(point, 'month'), grain: 'month', vague: true, point };
    },
  },
  {
    name: 'half of a year',
    inside: ['year'],
    starts: '上下前后',
    pattern: phrase('(?<half>[上下前后])半年度?'),
    read: ({ half }, context, frame) =>
      inYear(
        (year) => ({ ...monthRange(year, half === '上' || half === '前' ? 1 : 7, 6), grain: 'half' }),
        context,
        frame,
      ),
  },
  {
    name: 'half year from here',
    starts: '本这当',
    pattern: phrase('(?:本|这|当)个?半年度?'),
    read: (_, { today }) => ({ ...unitAround(today, 'half'), grain: 'half' }),
  },
];
