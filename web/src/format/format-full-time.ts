import { dayOf } from './day-of.ts';
import { ZONE } from './zone.ts';

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hour12: false,
});

/** An instant to the second, `2026-11-18 15:30:05`: for tooltips and the audit. '' for null. */
export function formatFullTime(iso: string | null | undefined): string {
  if (iso === null || iso === undefined || iso === '') return '';
  const instant = new Date(iso);
  return `${dayOf(instant)} ${clock.format(instant)}`;
}
