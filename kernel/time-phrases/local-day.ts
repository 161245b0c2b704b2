import type { LocalDay, LocalMinute } from './time-value.ts';

/** Asia/Shanghai is UTC+8 the whole year (no summer time since 1991), so a fixed offset is exact. */
export const ZONE = 'Asia/Shanghai';
const OFFSET = '+08:00';
const OFFSET_MS = 8 * 3_600_000;

/** The calendar day of a moment in Asia/Shanghai. Throws RangeError for an invalid Date. */
export function localDay(moment: Date): LocalDay {
  return localMinute(moment).slice(0, 10);
}

/** The wall-clock minute of a moment in Asia/Shanghai, seconds cut off. Throws RangeError for an invalid Date. */
export function localMinute(moment: Date): LocalMinute {
  return new Date(moment.getTime() + OFFSET_MS).toISOString().slice(0, 16);
}

/** The moment a local day begins. */
export function dayToInstant(day: LocalDay): Date {
  return new Date(`${day}T00:00:00${OFFSET}`);
}

/** The moment of a local minute. */
export function minuteToInstant(minute: LocalMinute): Date {
  return new Date(`${minute}:00${OFFSET}`);
}

/** A local minute as ISO text that names its zone: `2026-11-25T15:00:00+08:00`. */
export function minuteToIso(minute: LocalMinute): string {
  return `${minute}:00${OFFSET}`;
}
