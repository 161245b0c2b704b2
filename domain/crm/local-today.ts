import type { Clock } from '../../kernel/clock.ts';

/** China has one zone and no daylight saving time. */
const SHANGHAI_OFFSET = 8 * 3_600_000;

/** The calendar day where the organisation works (Asia/Shanghai), as `YYYY-MM-DD`. */
export function localToday(clock: Clock): string {
  return localDay(clock.now());
}

/** The calendar day of a moment in Asia/Shanghai. */
export function localDay(moment: Date): string {
  return new Date(moment.getTime() + SHANGHAI_OFFSET).toISOString().slice(0, 10);
}

/** The middle of a calendar day in Asia/Shanghai: the moment that stands for a day without a time. */
export function noonOf(day: string): Date {
  return new Date(`${day}T12:00:00+08:00`);
}

/** The moment `days` before now. */
export function daysAgo(clock: Clock, days: number): Date {
  return new Date(clock.now().getTime() - days * 86_400_000);
}

/** «2026-11-25 10:00» in Asia/Shanghai, for a sentence a person reads. */
export function localMinute(moment: Date): string {
  return new Date(moment.getTime() + SHANGHAI_OFFSET).toISOString().slice(0, 16).replace('T', ' ');
}
