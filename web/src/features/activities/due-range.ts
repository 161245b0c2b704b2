import { dayOf } from '../../format/day-of.ts';
import { ZONE_OFFSET } from '../../format/zone.ts';

const DAY = 86_400_000;

/** The four views of the follow-ups. */
export const ACTIVITY_TABS = ['today', 'overdue', 'planned', 'done'] as const;
export type ActivityTab = (typeof ACTIVITY_TABS)[number];

/**
 * What each view asks of the server. `today` is what is planned for the calendar day of the organisation's zone, also
 * what is late since this morning; `planned` begins tomorrow, so that no follow-up stands in two views but an overdue
 * one of today.
 */
export function dueRange(tab: ActivityTab, now: Date): Record<string, string> {
  const today = `${dayOf(now)}T00:00:00${ZONE_OFFSET}`;
  const tomorrow = `${dayOf(new Date(now.getTime() + DAY))}T00:00:00${ZONE_OFFSET}`;
  switch (tab) {
    case 'today':
      return { status: 'planned', from: today, to: tomorrow, sort: 'due_at' };
    case 'overdue':
      return { status: 'planned', overdue: 'true', sort: 'due_at' };
    case 'planned':
      return { status: 'planned', from: tomorrow, sort: 'due_at' };
    case 'done':
      return { status: 'done', sort: '-occurred_at' };
  }
}
