import { monthRange, partsOf } from '../calendar.ts';
import type { DateReading, DateRule } from '../date-rule.ts';
import { DIGIT_STARTS, NUMERAL_STARTS, phrase } from '../date-rule.ts';
import { readOrdinal } from '../read-count.ts';

const SHIFTS: Readonly<Record<string, number>> = {
  大前: -3,
  前: -2,
  去: -1,
  上: -1,
  上一: -1,
  今: 0,
  本: 0,
  当: 0,
  明: 1,
  下一: 1,
  后: 2,
};
/** Words that make 「25年」 a length of time and not the year 2025. */
const NO_LENGTH = '(?!前|后|内|以上|以内|之内|多|左右|期|经验|老|质保|间|来|的?(?:经验|老店|品牌|历史|陈))';
const WHOLE_CENTURY = 2000;

function wholeYear(year: number): DateReading | undefined {
  return year >= 1900 && year <= 2199 ? { ...monthRange(year, 1, 12), grain: 'year' } : undefined;
}

/** 今年, 去年, 大前年; 2025年, 25年, 二〇一七年, 2023-2025年; 年初, 去年年底. */
export const yearRules: readonly DateRule[] = [
  {
    name: 'year from here',
    starts: '大前去上今本当明下后',
    pattern: phrase('(?<which>大前|前|去|上一?|今|本|当|明|下一|后)年度?(?!龄|轻|纪|货|会|薪|检|级|糕|报)'),
    read: ({ which = '' }, { today }) => wholeYear(partsOf(today).year + (SHIFTS[which] ?? 0)),
  },
  {
    name: 'year of a number',
    starts: NUMERAL_STARTS,
    pattern: phrase(
      '(?<year>(?:19|20|21)\\d\\d|[一二][零〇一九][零〇一二三四五六七八九]{2})_(?:年度?|财年|(?=_-?q[1-4]|_[上下]半年|_第?[一二三四1-4]季))',
    ),
    read: ({ year }) => wholeYear(readOrdinal(year)),
  },
  {
    name: 'year of two digits',
    starts: NUMERAL_STARTS,
    pattern: phrase(`(?<year>[1-3]\\d|[一二三][零〇一二三四五六七八九])年度?${NO_LENGTH}`),
    read: ({ year }, { today }) => {
      const full = WHOLE_CENTURY + readOrdinal(year);
      const distance = full - partsOf(today).year;
      return distance >= -15 && distance <= 5 ? wholeYear(full) : undefined;
    },
  },
  {
    name: 'years from number to number',
    starts: DIGIT_STARTS,
    pattern: phrase('(?<first>(?:19|20)\\d\\d)_(?:-|到|至)_(?<last>(?:19|20)\\d\\d)_年'),
    read: ({ first, last }) => {
      const [from, to] = [readOrdinal(first), readOrdinal(last)];
      return from <= to ? { ...monthRange(from, 1, (to - from + 1) * 12), grain: 'days' } : undefined;
    },
  },
  {
    name: 'edge of a year',
    inside: ['year'],
    starts: '的年岁',
    pattern: phrase('的?(?:年|岁)(?<edge>初|中(?![标国秋心间介])|底|末|终)'),
    read: ({ edge }, { today }, frame) => {
      const { year } = partsOf(frame?.from ?? today);
      const month = edge === '初' ? 1 : edge === '中' ? 6 : 12;
      const range = monthRange(year, month);
      return { ...range, grain: 'month', vague: true, point: edge === '初' ? range.from : range.to };
    },
  },
  {
    name: 'edge right after a year',
    inside: ['year'],
    alone: false,
    starts: '初底末',
    pattern: phrase('(?<edge>初(?!级|步|次)|底(?!薪|价)|末)'),
    read: ({ edge }, _, frame) => {
      if (!frame) return undefined;
      const range = monthRange(partsOf(frame.from).year, edge === '初' ? 1 : 12);
      return { ...range, grain: 'month', vague: true, point: edge === '初' ? range.from : range.to };
    },
  },
];
