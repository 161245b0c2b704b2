/** How far the forecast page looks: the month that runs, its quarter, or six months. */
export const PERIODS = ['month', 'quarter', 'half'] as const;
export type Period = (typeof PERIODS)[number];

/** A stretch of days, both included. */
export interface DaySpan {
  from: string;
  to: string;
}

/** How many months from `today`'s on a period asks for: of a quarter what is left of it. */
export function monthsAhead(period: Period, today: string): number {
  if (period === 'month') return 1;
  if (period === 'half') return 6;
  return 3 - ((monthNumber(today) - 1) % 3);
}

/** The months of the quarter that are over; undefined for another period, and in a quarter's first month. */
export function earlierMonths(period: Period, today: string): DaySpan | undefined {
  const over = (monthNumber(today) - 1) % 3;
  if (period !== 'quarter' || over === 0) return undefined;
  const year = today.slice(0, 4);
  const first = monthNumber(today) - over;
  return { from: `${year}-${two(first)}-01`, to: lastDay(`${year}-${two(monthNumber(today) - 1)}`) };
}

/** The days of a month `2026-11`. */
export function monthDays(month: string): DaySpan {
  return { from: `${month}-01`, to: lastDay(month) };
}

function lastDay(month: string): string {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
  // Day 0 of the next month is the last of this one.
  return `${month}-${two(new Date(Date.UTC(year, number, 0)).getUTCDate())}`;
}

const monthNumber = (day: string): number => Number(day.slice(5, 7));
const two = (value: number): string => String(value).padStart(2, '0');
