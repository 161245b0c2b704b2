import { dayOf } from '../../format/day-of.ts';

const DAY = 86_400_000;

/** Days from today to a day (`YYYY-MM-DD`) of the organisation's calendar; below zero when it is past. */
export function daysLeft(day: string, now: Date): number {
  return Math.round((Date.parse(day) - Date.parse(dayOf(now))) / DAY);
}
