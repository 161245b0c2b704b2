import { addDays, weekdayOf } from '../time-phrases/calendar.ts';
import { localDay, localMinute } from '../time-phrases/local-day.ts';
import type { LocalDay } from '../time-phrases/time-value.ts';

const NEAR_DAYS = [
  [-1, '昨天'],
  [0, '今天'],
  [1, '明天'],
  [2, '后天'],
] as const;
const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];

/** A day as people write it beside today: 今天 · 昨天 · 11-18 · 2025-11-18 (another year). */
export function formatDay(day: LocalDay, now: Date): string {
  const today = localDay(now);
  const near = NEAR_DAYS.find(([shift]) => addDays(today, shift) === day);
  if (near) return near[1];
  return day.slice(0, 4) === today.slice(0, 4) ? day.slice(5) : day;
}

/** A moment beside today, in Asia/Shanghai: 今天 15:30 · 昨天 09:00 · 11-18 15:30 · 2025-11-18 15:30. */
export function formatWhen(moment: Date | string, now: Date): string {
  const minute = localMinute(new Date(moment));
  return `${formatDay(minute.slice(0, 10), now)} ${minute.slice(11)}`;
}

/** A moment that reads the same on every day, for what is agreed to now and carried out later: 2026-11-19（周四）15:00. */
export function formatMoment(moment: Date | string): string {
  const minute = localMinute(new Date(moment));
  const day = minute.slice(0, 10);
  return `${day}（周${WEEKDAYS[weekdayOf(day) - 1] ?? ''}）${minute.slice(11)}`;
}
