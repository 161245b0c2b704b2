import type { FollowUpState } from '../../../kernel/contracts/reminders.ts';
import { addDays } from '../../../kernel/time-phrases/calendar.ts';
import { dayToInstant } from '../../../kernel/time-phrases/local-day.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { Params } from '../../../db/query.ts';
import { localToday } from '../local-today.ts';

/** How far ahead «upcoming» looks. */
export const UPCOMING_DAYS = 7;

/** The bounds of the states in moments: now, the end of today, the end of what is upcoming. */
export interface FollowUpBounds {
  readonly now: string;
  readonly endOfDay: string;
  readonly horizon: string;
}

/** The placeholders of the bounds in a statement. A follow-up due earlier today whose hour has passed is overdue already. */
export function followUpBounds(clock: Clock, params: Params): FollowUpBounds {
  const today = localToday(clock);
  return {
    now: `${params.add(clock.now())}::timestamptz`,
    endOfDay: `${params.add(dayToInstant(addDays(today, 1)))}::timestamptz`,
    horizon: `${params.add(dayToInstant(addDays(today, 1 + UPCOMING_DAYS)))}::timestamptz`,
  };
}

/** SQL condition of a state, for a planned activity under the alias `a`. The three do not overlap. */
export function stateSql(state: FollowUpState, bounds: FollowUpBounds): string {
  const conditions: Readonly<Record<FollowUpState, string>> = {
    overdue: `a.due_at < ${bounds.now}`,
    due: `a.due_at >= ${bounds.now} and a.due_at < ${bounds.endOfDay}`,
    upcoming: `a.due_at >= ${bounds.endOfDay} and a.due_at < ${bounds.horizon}`,
  };
  return `a.status = 'planned' and ${conditions[state]}`;
}
