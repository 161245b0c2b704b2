import { formatMoment } from '../../kernel/format/when.ts';
import { addDays } from '../../kernel/time-phrases/calendar.ts';
import { timeError } from '../../kernel/time-phrases/errors.ts';
import { localDay, localMinute, minuteToInstant } from '../../kernel/time-phrases/local-day.ts';
import { resolveInstant } from '../../kernel/time-phrases/resolve-instant.ts';
import type { LocalDay, LocalMinute } from '../../kernel/time-phrases/time-value.ts';
import { toolError } from '../errors.ts';

const LOCAL = /^(?<day>\d{4}-\d{2}-\d{2})[T ](?<time>\d{2}:\d{2})(:\d{2}(\.\d+)?)?$/;
const ZONED = /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A moment as the card's field holds it, and as the store does. */
export interface Moment {
  readonly minute: LocalMinute;
  readonly at: Date;
}

/**
 * A moment to come: an exact local minute, one with a zone, or a Chinese phrase looking ahead.
 * @throws AppError `time.not_understood`, `tools.past_time`
 */
export function comingMoment(said: string, now: Date): Moment {
  const minute = minuteOf(said.trim(), now);
  const at = minuteToInstant(minute);
  if (Number.isNaN(at.getTime()) || localMinute(at) !== minute)
    throw timeError('time.not_understood', { details: { phrase: said } });
  if (at <= now) throw toolError('tools.past_time', { details: { time: formatMoment(at) } });
  return { minute, at };
}

function minuteOf(said: string, now: Date): LocalMinute {
  const local = LOCAL.exec(said)?.groups;
  if (local) return `${local['day']}T${local['time']}`;
  if (ZONED.test(said) && !Number.isNaN(Date.parse(said))) return localMinute(new Date(said));
  return resolveInstant(said, now).at;
}

/**
 * A day from today on: exact, or a Chinese phrase looking ahead («月底», «下周五»).
 * @throws AppError `time.not_understood`, `tools.past_time`
 */
export function comingDay(said: string, now: Date): LocalDay {
  const word = said.trim();
  const day = DAY.test(word) ? word : resolveInstant(word, now).date;
  if (Number.isNaN(Date.parse(day)) || addDays(day, 0) !== day)
    throw timeError('time.not_understood', { details: { phrase: said } });
  if (day < localDay(now)) throw toolError('tools.past_time', { details: { time: day } });
  return day;
}
