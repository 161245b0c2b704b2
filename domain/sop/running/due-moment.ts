import type { DelayUntil, SopStep } from '../../../kernel/contracts/sop.ts';
import { weekdayOf } from '../../../kernel/time-phrases/calendar.ts';
import { localDay, minuteToInstant } from '../../../kernel/time-phrases/local-day.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * When a step that was reached now is to be taken: after its minutes, then at its moment. Null: its date field says nothing,
 * so there is no such moment.
 */
export function dueMoment(
  step: Pick<SopStep, 'delay_minutes' | 'delay_until'>,
  now: Date,
  fields: Readonly<Record<string, unknown>>,
): Date | null {
  const after = new Date(now.getTime() + step.delay_minutes * MINUTE_MS);
  return step.delay_until ? momentOf(step.delay_until, after, fields) : after;
}

function momentOf(until: DelayUntil, from: Date, fields: Readonly<Record<string, unknown>>): Date | null {
  if (!('date_field' in until)) return nextTime(until, from);
  const day = dayOf(fields[until.date_field]);
  if (day === null) return null;
  if (!until.yearly) return later(shifted(day, until.offset_days, until.time), from);
  const year = Number(localDay(from).slice(0, 4));
  for (const one of [year - 1, year, year + 1, year + 2]) {
    const moment = shifted(inYear(day, one), until.offset_days, until.time);
    if (moment >= from) return moment;
  }
  return null;
}

/** A date that is past already counts as now: the step is late, not lost. */
function later(moment: Date, from: Date): Date {
  return moment > from ? moment : from;
}

function nextTime(until: Exclude<DelayUntil, { date_field: string }>, from: Date): Date {
  const first = new Date(from.getTime() + until.after_days * DAY_MS);
  for (let day = 0; day <= 8; day += 1) {
    const local = localDay(new Date(first.getTime() + day * DAY_MS));
    const moment = minuteToInstant(`${local}T${until.time}`);
    const fits = until.weekdays.length === 0 || until.weekdays.includes(weekdayOf(local));
    if (moment >= from && fits) return moment;
  }
  return first;
}

function shifted(day: string, offset: number, time: string): Date {
  const at = minuteToInstant(`${day}T${time}`);
  return new Date(at.getTime() + offset * DAY_MS);
}

/** Somebody born on a leap day celebrates on 28 February. */
function inYear(day: string, year: number): string {
  const rest = day.slice(4);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return `${year}${rest === '-02-29' && !leap ? '-02-28' : rest}`;
}

/** A day or a moment of a record as its local day; null for anything else. */
function dayOf(value: unknown): string | null {
  if (value instanceof Date) return localDay(value);
  if (typeof value !== 'string') return null;
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return value;
  const moment = new Date(value);
  return Number.isNaN(moment.getTime()) ? null : localDay(moment);
}
