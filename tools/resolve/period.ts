import type { DayRange, Period } from '../../kernel/contracts/reports.ts';
import { addDays } from '../../kernel/time-phrases/calendar.ts';
import { timeError } from '../../kernel/time-phrases/errors.ts';
import { findTimeSpans } from '../../kernel/time-phrases/find-time-spans.ts';
import { dayToInstant, localDay } from '../../kernel/time-phrases/local-day.ts';
import { resolvePeriod } from '../../kernel/time-phrases/resolve-period.ts';

type Said = Period | null | undefined;

/**
 * The days something happened in: open phrases look back («周五» is the last one).
 * @throws AppError `time.not_understood`
 */
export function pastDays(period: Said, now: Date): DayRange | undefined {
  return daysOf(period, (phrase) => resolvePeriod(phrase, now));
}

/**
 * The days something is due in: open phrases look ahead («周五» is the next one, «7天» the seven days from today).
 * @throws AppError `time.not_understood`
 */
export function comingDays(period: Said, now: Date): DayRange | undefined {
  return daysOf(period, (phrase) => {
    for (const { value } of findTimeSpans(phrase, { now, direction: 'future' })) {
      if (value.kind === 'range') return { from: value.from, to: value.to };
      if (value.kind === 'instant') return { from: value.date, to: value.date };
      if (value.kind === 'duration') {
        const today = localDay(now);
        return { from: today, to: addDays(today, Math.max(1, Math.round(value.days)) - 1) };
      }
    }
    throw timeError('time.not_understood', { details: { phrase } });
  });
}

/** The moments a range of days begins and, exclusive, ends at. */
export function momentsOf(range: DayRange): { from: Date; to: Date } {
  return { from: dayToInstant(range.from), to: dayToInstant(addDays(range.to, 1)) };
}

function daysOf(period: Said, read: (phrase: string) => DayRange): DayRange | undefined {
  if (!period || (typeof period === 'string' && period.trim() === '')) return undefined;
  const range = typeof period === 'string' ? read(period) : period;
  return range.from <= range.to ? range : { from: range.to, to: range.from };
}
