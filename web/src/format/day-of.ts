import { ZONE } from './zone.ts';

const parts = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit' });

/** The calendar day of an instant in the organisation's zone, `YYYY-MM-DD`. */
export function dayOf(instant: Date): string {
  return parts.format(instant);
}
