import { addDays } from './calendar.ts';
import { timeError } from './errors.ts';
import { findTimeSpans } from './find-time-spans.ts';
import { localDay } from './local-day.ts';
import { shiftRange } from './shift-range.ts';
import type { DayRange, TimeValue } from './time-value.ts';

/** Words around the period that do not change it (「上个月的数据」); more than this is no period but a sentence. */
const LONGEST_REST = 12;

/**
 * The days a period phrase means, looking back from `now`: 「上个月」「近7天」「2017年第二季度」. A bare length counts back from
 * today (「30天」 = the last 30 days); a moment means its day; 「上个月，同比」 means that month a year earlier.
 * Throws `time.needs_base_period` for a comparison alone and `time.not_understood` for anything else.
 */
export function resolvePeriod(phrase: string, now: Date): DayRange {
  const spans = findTimeSpans(phrase, { now });
  const rest = phrase.trim().length - spans.reduce((sum, span) => sum + span.text.length, 0);
  const [base, shift] = [
    spans.find(({ value }) => value.kind !== 'compare'),
    spans.find(({ value }) => value.kind === 'compare'),
  ];
  const range = base && daysOf(base.value, now);
  if (rest > LONGEST_REST || spans.length > 2 || (spans.length === 2 && !(range && shift))) throw notUnderstood(phrase);
  if (shift?.value.kind === 'compare') {
    if (shift.value.range) return pick(shift.value.range);
    if (!range || shift.value.mode === 'range') throw timeError('time.needs_base_period', { details: { phrase } });
    return shiftRange(range, shift.value.mode);
  }
  if (!range) throw notUnderstood(phrase);
  return range;
}

function daysOf(value: TimeValue, now: Date): DayRange | undefined {
  if (value.kind === 'range') return pick(value);
  if (value.kind === 'instant') return { from: value.date, to: value.date };
  if (value.kind !== 'duration') return undefined;
  const today = localDay(now);
  return { from: addDays(today, 1 - Math.max(1, Math.round(value.days))), to: today };
}

function pick({ from, to }: DayRange): DayRange {
  return { from, to };
}

function notUnderstood(phrase: string): Error {
  return timeError('time.not_understood', { details: { phrase } });
}
