import type { RobotDuty, Shift, ShiftHoursView, SpeechKind } from '../../../kernel/contracts/messaging-robots.ts';
import { minutesOf, minutesOfDay } from '../policy/time-of-day.ts';

/**
 * Who speaks, and who steps in, by what is said and when (spec 002 §2.2). The monitor stands nowhere: it only listens, so that
 * it never gets lost to a ban.
 */
export const DUTY_TABLE: Readonly<Record<SpeechKind, Readonly<Record<Shift, readonly RobotDuty[]>>>> = {
  reply: { day: ['day_reply', 'night_reply', 'notifier'], night: ['night_reply', 'day_reply', 'notifier'] },
  notify: { day: ['notifier', 'day_reply', 'night_reply'], night: ['notifier', 'night_reply', 'day_reply'] },
};

/** Which shift a moment belongs to: the day begins with its first minute and ends before its last. */
export function shiftAt(moment: Date, hours: Pick<ShiftHoursView, 'day_from' | 'day_to'>): Shift {
  const [from, to, at] = [minutesOf(hours.day_from), minutesOf(hours.day_to), minutesOfDay(moment)];
  const day = from <= to ? at >= from && at < to : at >= from || at < to;
  return day ? 'day' : 'night';
}

/** A duty, as people say it. */
export const DUTY_WORDS: Readonly<Record<RobotDuty, string>> = {
  monitor: '监控',
  notifier: '通知',
  day_reply: '白班回复',
  night_reply: '晚班回复',
};
