import { dayOf } from '../../format/day-of.ts';
import { ZONE_OFFSET } from '../../format/zone.ts';

const DAY = 86_400_000;

/** The days one plans for with a single click. */
export const QUICK_DAYS = ['tomorrow', 'threeDays', 'nextWeek'] as const;
export type QuickDay = (typeof QUICK_DAYS)[number];

/** Ten in the morning of that day in the organisation's zone; `nextWeek` is the Monday after today. */
export function quickTime(day: QuickDay, now: Date): string {
  return `${dayOf(new Date(now.getTime() + daysFrom(day, now) * DAY))}T10:00:00${ZONE_OFFSET}`;
}

function daysFrom(day: QuickDay, now: Date): number {
  if (day === 'tomorrow') return 1;
  if (day === 'threeDays') return 3;
  // Noon of the zone's day: its weekday is the same wherever it is computed.
  const weekday = new Date(`${dayOf(now)}T12:00:00Z`).getUTCDay();
  return (8 - weekday) % 7 || 7;
}
