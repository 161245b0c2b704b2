import { isWorkday } from '../../../kernel/time-phrases/workdays.ts';
import type { AssignmentHoursView } from '../../../kernel/contracts/assignment.ts';
import { localDay } from '../local-today.ts';

export type WorkingHours = Pick<AssignmentHoursView, 'days' | 'opens' | 'closes' | 'skip_holidays'>;

/** Whether leads are given out at this moment. */
export function isOpenAt(hours: WorkingHours, moment: Date): boolean {
  const day = localDay(moment);
  if (!worksOn(hours, day)) return false;
  return moment >= at(day, hours.opens) && moment < at(day, hours.closes);
}

/** When leads are given out next: the moment itself when it is within the hours. */
export function nextOpening(hours: WorkingHours, moment: Date): Date {
  if (isOpenAt(hours, moment)) return moment;
  for (let ahead = 0; ahead < 60; ahead += 1) {
    const day = localDay(new Date(moment.getTime() + ahead * 86_400_000));
    const opens = at(day, hours.opens);
    if (opens > moment && worksOn(hours, day)) return opens;
  }
  // Two months without a working day: the settings allow no day at all in practice.
  return new Date(moment.getTime() + 60 * 86_400_000);
}

function worksOn({ days, skip_holidays }: WorkingHours, day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
  if (!skip_holidays) return days.includes(weekday);
  // A make-up Saturday is worked by whoever works on weekdays; a holiday by nobody.
  return isWorkday(day)
    ? days.includes(weekday) || days.some((one) => one <= 5)
    : weekday > 5 && days.includes(weekday) && !isHoliday(day);
}

/** A weekend day counts as a holiday only when the weekdays around it are free too; plain weekends are left to `days`. */
function isHoliday(day: string): boolean {
  const around = [-1, 1, 2, -2].map((move) => new Date(Date.parse(day) + move * 86_400_000));
  return around.some(
    (one) => one.getUTCDay() >= 1 && one.getUTCDay() <= 5 && !isWorkday(one.toISOString().slice(0, 10)),
  );
}

function at(day: string, time: string): Date {
  return new Date(`${day}T${time}:00+08:00`);
}
