import { dayOf } from './day-of.ts';
import { ZONE, ZONE_OFFSET } from './zone.ts';

const clock = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit', hour12: false });

/** An instant as the wall clock of the organisation's zone shows it: `YYYY-MM-DDTHH:mm`. */
export function toWallTime(instant: Date): string {
  return `${dayOf(instant)}T${clock.format(instant)}`;
}

/** The other way: `YYYY-MM-DDTHH:mm` of the zone as an ISO instant with its offset. */
export function wallTimeToIso(wall: string): string {
  return `${wall.slice(0, 16)}:00${ZONE_OFFSET}`;
}
