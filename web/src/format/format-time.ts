import { dayOf } from './day-of.ts';
import { ZONE } from './zone.ts';

const clock = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit', hour12: false });
const DAY = 86_400_000;

const WORDS = {
  zh: { today: '今天', yesterday: '昨天', tomorrow: '明天' },
  en: { today: 'Today', yesterday: 'Yesterday', tomorrow: 'Tomorrow' },
} as const;

/**
 * An instant as people say it: 今天 15:30, 昨天, 明天 09:00, 11-18 in this year, 2025-11-18 before or after it.
 * Answers '' for null. `iso` may be a plain day (`YYYY-MM-DD`), which then has no clock time.
 */
export function formatTime(iso: string | null | undefined, now: Date, language: 'zh' | 'en' = 'zh'): string {
  if (iso === null || iso === undefined || iso === '') return '';
  const plainDay = iso.length === 10;
  const day = plainDay ? iso : dayOf(new Date(iso));
  const time = plainDay ? '' : ` ${clock.format(new Date(iso))}`;
  const words = WORDS[language];
  if (day === dayOf(now)) return `${words.today}${time}`;
  if (day === dayOf(new Date(now.getTime() - DAY))) return words.yesterday;
  if (day === dayOf(new Date(now.getTime() + DAY))) return `${words.tomorrow}${time}`;
  return day.slice(0, 4) === dayOf(now).slice(0, 4) ? day.slice(5) : day;
}
