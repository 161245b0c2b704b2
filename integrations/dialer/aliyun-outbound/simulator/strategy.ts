import { z } from 'zod';
import { dayToInstant, localDay } from '../../../../kernel/time-phrases/local-day.ts';

const Second = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/);
const Digits = z.union([z.string().regex(/^\d+$/), z.int()]).transform(Number);

/** `StrategyJson` of CreateJobGroup, as the vendor documents it. */
export const Strategy = z.object({
  maxAttemptsPerDay: Digits.default(1),
  minAttemptInterval: Digits.default(10),
  routingStrategy: z.enum(['None', 'LocalFirst', 'LocalProvinceFirst']).default('None'),
  repeatBy: z.enum(['Once', 'Day', 'Week', 'Month']).default('Once'),
  repeatDays: z.array(Digits).default([]),
  workingTime: z.array(z.object({ beginTime: Second, endTime: Second })).default([]),
  startTime: z.int().optional(),
  endTime: z.int().optional(),
});
export type Strategy = z.infer<typeof Strategy>;

const DAY_MS = 86_400_000;
/** A month's day may be two months away. */
const LOOK_AHEAD_DAYS = 70;

/** The first moment from `at` on at which the strategy lets dial; null: never again. Milliseconds, Asia/Shanghai. */
export function nextDialTime(strategy: Strategy, at: number): number | null {
  const from = Math.max(at, strategy.startTime ?? at);
  for (let day = 0; day < LOOK_AHEAD_DAYS; day += 1) {
    const start = dayToInstant(localDay(new Date(from + day * DAY_MS))).getTime();
    if (start > (strategy.endTime ?? Infinity)) return null;
    if (!worksOn(strategy, start)) continue;
    for (const [begin, end] of hoursOf(strategy, start)) {
      const moment = Math.max(from, begin);
      if (moment < end) return moment < (strategy.endTime ?? Infinity) ? moment : null;
    }
  }
  return null;
}

/** When the local day after `at` begins. */
export function nextDay(at: number): number {
  return dayToInstant(localDay(new Date(at))).getTime() + DAY_MS;
}

function worksOn({ repeatBy, repeatDays }: Strategy, start: number): boolean {
  const day = new Date(`${localDay(new Date(start))}T00:00:00Z`);
  if (repeatBy === 'Week') return repeatDays.includes(day.getUTCDay());
  if (repeatBy === 'Month') return repeatDays.includes(day.getUTCDate());
  return true;
}

function hoursOf({ workingTime }: Strategy, start: number): [number, number][] {
  if (workingTime.length === 0) return [[start, start + DAY_MS]];
  return workingTime
    .map(({ beginTime, endTime }): [number, number] => [start + msOf(beginTime), start + msOf(endTime)])
    .toSorted(([a], [b]) => a - b);
}

function msOf(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}
