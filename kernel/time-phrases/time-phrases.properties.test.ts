import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from './calendar.ts';
import { describeRange } from './describe-range.ts';
import { findNumbers } from './find-numbers.ts';
import { findTimeSpans } from './find-time-spans.ts';
import { dayToInstant, localDay } from './local-day.ts';
import { shiftRange } from './shift-range.ts';
import type { DayRange } from './time-value.ts';

const day = fc.integer({ min: 0, max: 12_000 }).map((count) => addDays('2005-01-01', count));
const now = day.map((value) => dayToInstant(value));
const range = fc
  .tuple(day, fc.integer({ min: 0, max: 500 }))
  .map(([from, length]): DayRange => ({ from, to: addDays(from, length) }));
const wholeMonths = fc
  .tuple(fc.integer({ min: 2010, max: 2030 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 14 }))
  .map(([year, month, count]): DayRange => {
    const first = (index: number): string =>
      `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`;
    const start = year * 12 + month - 1;
    return { from: first(start), to: addDays(first(start + count), -1) };
  });
/** Text that is mostly made of what the rules look for. */
const WORDS = [
  '上',
  '下',
  '个',
  '周',
  '一',
  '三',
  '十',
  '月',
  '日',
  '号',
  '年',
  '季度',
  '半',
  '前',
  '后',
  '到',
  '-',
  '5',
  '12',
  '2017',
  '点',
  ':',
  '每',
  '天',
  '工作日',
  '近',
  '过',
  '从',
  '比',
  '的',
  '底',
  '晚',
  'Q',
  '内',
  '截至',
  '小时',
  '%',
  '万',
  '🙂',
  ' ',
];
const phraseLike = fc.array(fc.constantFrom(...WORDS), { maxLength: 120 }).map((words) => words.join('').slice(0, 200));
const anyText = fc.oneof(phraseLike, fc.string({ unit: 'binary', maxLength: 200 }));
const direction = fc.constantFrom('past' as const, 'future' as const);

describe('any text', () => {
  it('never throws, and gives ordered ranges in spans that do not overlap', () => {
    fc.assert(
      fc.property(anyText, now, direction, (text, moment, looking) => {
        let last = 0;
        for (const { start, end, text: said, value } of findTimeSpans(text, { now: moment, direction: looking })) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(said).toBe(text.slice(start, end));
          last = end;
          if (value.kind !== 'range') continue;
          expect(value.from).toMatch(/^\d{4}-\d\d-\d\d$/);
          expect(value.from <= value.to, `${said}: ${value.from} ${value.to}`).toBe(true);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('gives finite numbers', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let last = 0;
        for (const { start, end, value } of findNumbers(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(Number.isFinite(value)).toBe(true);
          last = end;
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('ranges', () => {
  it('touch the period before them', () => {
    fc.assert(
      fc.property(fc.oneof(range, wholeMonths), (value) => {
        const before = shiftRange(value, 'previous_period');
        expect(addDays(before.to, 1)).toBe(value.from);
        expect(before.from <= before.to).toBe(true);
      }),
    );
  });

  it('come back from their own description', () => {
    fc.assert(
      fc.property(fc.oneof(range, wholeMonths), now, (value, moment) => {
        const looking = value.from > localDay(moment) ? 'future' : 'past';
        const text = describeRange(value, moment);
        const spans = findTimeSpans(text, { now: moment, direction: looking });
        expect(
          spans.map((span) => span.value),
          text,
        ).toMatchObject([{ kind: 'range', ...value }]);
      }),
      { numRuns: 2000 },
    );
  });

  it('keep their length a year earlier, up to a leap day', () => {
    fc.assert(
      fc.property(range, (value) => {
        const before = shiftRange(value, 'same_period_last_year');
        expect(Number(before.from.slice(0, 4))).toBe(Number(value.from.slice(0, 4)) - 1);
        expect(before.from <= before.to).toBe(true);
      }),
    );
  });
});
