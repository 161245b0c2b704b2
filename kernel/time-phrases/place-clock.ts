import { addDays, addMinutes } from './calendar.ts';
import type { TimeContext } from './date-rule.ts';
import type { Clock } from './read-clock.ts';
import type { LocalDay, LocalMinute } from './time-value.ts';

/** Hours at which one calls a customer: 「三点」 without more means 15:00, 「八点」 08:00. */
const FIRST_WAKING_HOUR = 7;
const LAST_WAKING_HOUR = 21;

/** The minute a clock means on a day. An open hour before seven is taken as the afternoon. */
export function clockOnDay(day: LocalDay, clock: Clock & { readonly hour: number }): LocalMinute {
  const hour = clock.open && clock.hour < FIRST_WAKING_HOUR ? clock.hour + 12 : clock.hour;
  return at(day, hour, clock.minute);
}

/**
 * The minute a clock means when no day was named. Looking ahead: the first such time after now in waking hours, today or
 * tomorrow. Looking back: the last one before now, today; a time still to come today stays today.
 */
export function clockFromNow(
  clock: Clock & { readonly hour: number },
  { today, now, direction }: TimeContext,
): LocalMinute {
  const hours = clock.open && clock.hour < 12 ? [clock.hour, clock.hour + 12] : [clock.hour];
  const waking = hours.filter((hour) => hour >= FIRST_WAKING_HOUR && hour <= LAST_WAKING_HOUR);
  const choices = (waking.length > 0 ? waking : hours).map((hour) => at(today, hour, clock.minute));
  const first = choices[0] ?? now;
  if (direction === 'past') return choices.findLast((choice) => choice <= now) ?? first;
  return choices.find((choice) => choice > now) ?? addMinutes(first, 24 * 60);
}

/** The second time of a window: after the first, in the same half of the day where the words leave it open. */
export function clockAfter(start: LocalMinute, clock: Clock & { readonly hour: number }): LocalMinute | undefined {
  const day = start.slice(0, 10);
  const hours = clock.open ? [clock.hour, clock.hour + 12] : [clock.hour, clock.hour + 24];
  return hours.map((hour) => at(day, hour, clock.minute)).find((choice) => choice > start);
}

function at(day: LocalDay, hour: number, minute: number): LocalMinute {
  const date = hour >= 24 ? addDays(day, Math.floor(hour / 24)) : day;
  return `${date}T${String(hour % 24).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
