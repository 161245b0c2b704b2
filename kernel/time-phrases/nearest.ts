import type { DateReading, TimeContext } from './date-rule.ts';

/** 29 February returns after eight years at most (2096 to 2104). */
const REACH = 8;

/**
 * Chooses the occurrence of something that returns (a month, a weekday, the first quarter). `make(shift)` gives the one
 * `shift` turns from now, or undefined when the calendar has none. Looking back: the latest that has begun. Looking ahead:
 * the earliest that is not over. As the second half of a range: the earliest that does not end before the first half.
 */
export function nearest(
  make: (shift: number) => DateReading | undefined,
  { today, direction, after }: TimeContext,
): DateReading | undefined {
  if (after) {
    return firstOf(make, -REACH, REACH, (reading) => reading.from >= after.from && reading.to >= after.to);
  }
  return direction === 'past'
    ? firstOf(make, 1, -REACH, (reading) => reading.from <= today)
    : firstOf(make, -1, REACH, (reading) => reading.to >= today);
}

function firstOf(
  make: (shift: number) => DateReading | undefined,
  begin: number,
  end: number,
  accept: (reading: DateReading) => boolean,
): DateReading | undefined {
  const step = begin < end ? 1 : -1;
  for (let shift = begin; shift !== end + step; shift += step) {
    const reading = make(shift);
    if (reading && accept(reading)) return reading;
  }
  return undefined;
}
