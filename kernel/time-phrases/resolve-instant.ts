import { addMinutes } from './calendar.ts';
import { timeError } from './errors.ts';
import { findTimeSpans } from './find-time-spans.ts';
import { localMinute } from './local-day.ts';
import { DAY_PART_HOURS, DEFAULT_HOUR } from './read-clock.ts';
import type { DayPart, LocalDay, LocalMinute, RangeValue, TimeValue } from './time-value.ts';

export interface ResolvedInstant {
  readonly at: LocalMinute;
  readonly date: LocalDay;
  /** False when the hour is our default for the day or its part. */
  readonly hasTime: boolean;
  readonly dayPart?: DayPart;
  /** The day itself is only our convention (「过两天」「月底」). */
  readonly vague?: true;
}

/**
 * The moment a phrase means, looking ahead from `now`: 「下周三下午再打」 → that Wednesday 15:00. A part of the day takes its
 * usual hour (上午 09:00, 中午 12:00, 下午 15:00, 傍晚 18:00, 晚上 20:00), a bare day 09:00, a range its first day that is
 * not over (「月底」 its last), a bare length is counted from now (「两小时」). The first phrase of the sentence that can be a moment counts.
 * Throws `time.not_understood` when there is none.
 */
export function resolveInstant(phrase: string, now: Date): ResolvedInstant {
  for (const { value } of findTimeSpans(phrase, { now, direction: 'future' })) {
    const resolved = momentOf(value, localMinute(now));
    if (resolved) return resolved;
  }
  throw timeError('time.not_understood', { details: { phrase } });
}

/** The moment a value that was found looking ahead means, as `resolveInstant` says; undefined for what is none. */
export function momentOf(value: TimeValue, now: LocalMinute): ResolvedInstant | undefined {
  if (value.kind === 'instant') {
    return { at: value.at, date: value.date, hasTime: true, ...(value.dayPart && { dayPart: value.dayPart }) };
  }
  if (value.kind === 'range') return onDay(value, now.slice(0, 10));
  if (value.kind !== 'duration') return undefined;
  const at = addMinutes(now, value.minutes);
  return { at, date: at.slice(0, 10), hasTime: value.minutes % 1440 !== 0 };
}

function onDay({ from, to, point, dayPart, vague }: RangeValue, today: LocalDay): ResolvedInstant {
  // Of a range that runs already (「本周」) only today and later can still be meant.
  const date = point ?? (from < today && today <= to ? today : from);
  const hour = String(dayPart ? DAY_PART_HOURS[dayPart] : DEFAULT_HOUR).padStart(2, '0');
  return { at: `${date}T${hour}:00`, date, hasTime: false, ...(dayPart && { dayPart }), ...(vague && { vague }) };
}
