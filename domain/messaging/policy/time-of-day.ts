import { localMinute } from '../../../kernel/time-phrases/local-day.ts';

const MINUTE_MS = 60_000;

/** Minutes since midnight of `HH:MM`. */
export function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  return hours * 60 + minutes;
}

/** Minutes since midnight in the organisation's zone. */
export function minutesOfDay(moment: Date): number {
  return minutesOf(localMinute(moment).slice(11));
}

/** The moment so many minutes later, at the full minute. */
export function addMinutes(moment: Date, minutes: number): Date {
  return new Date(Math.floor(moment.getTime() / MINUTE_MS) * MINUTE_MS + minutes * MINUTE_MS);
}
