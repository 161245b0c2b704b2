import type { DayRange } from '../contracts/reports.ts';

export type { DayRange };

/** A calendar day in the organisation's zone, `YYYY-MM-DD`. */
export type LocalDay = string;
/** A minute in the organisation's zone, `YYYY-MM-DDTHH:mm`. */
export type LocalMinute = string;

/** Which way an open phrase looks: reports look back (「5月」 = the last May), appointments look ahead. */
export type Direction = 'past' | 'future';

/** How coarse the words were. `days` is any run of days that is no calendar unit. */
export type Grain = 'day' | 'days' | 'week' | 'month' | 'quarter' | 'half' | 'year';

export const DAY_PARTS = ['dawn', 'morning', 'noon', 'afternoon', 'dusk', 'evening'] as const;
export type DayPart = (typeof DAY_PARTS)[number];

/** Inclusive calendar days. */
export interface RangeValue extends DayRange {
  readonly kind: 'range';
  readonly grain: Grain;
  readonly phrase: string;
  /** 「下周三下午」: a part of the (single) day. */
  readonly dayPart?: DayPart;
  /** The day to take when a moment is needed and it is not `from` (「月底」 is the last day). */
  readonly point?: LocalDay;
  /** The words do not fix the days (「最近」「月底」「过两天」): the range is our convention. */
  readonly vague?: true;
  /** 「截至昨天」 names no beginning: `from` is the first day of that year. */
  readonly openStart?: true;
  /** 「下周三以后」 names no end: `to` is thirty days after `from`. */
  readonly openEnd?: true;
}

/** One minute, or a window from `at` until `until` (「下午三点到五点」). */
export interface InstantValue {
  readonly kind: 'instant';
  readonly at: LocalMinute;
  readonly date: LocalDay;
  readonly hasTime: true;
  /** `hour` when only an hour was said (「三点」), `minute` otherwise. */
  readonly grain: 'hour' | 'minute';
  readonly until?: LocalMinute;
  /** 「三点左右」. */
  readonly vague?: true;
  readonly dayPart?: DayPart;
}

/** A length of time without a place on the calendar. Both fields say the same length; a month counts 30 days, a year 365. */
export interface DurationValue {
  readonly kind: 'duration';
  readonly days: number;
  readonly minutes: number;
  readonly text: string;
  /** Counted in working days (「3个工作日」): `days` then counts those. */
  readonly workdays?: true;
}

/** A five-field cron expression in the organisation's zone; without a time of day it fires at 09:00. */
export interface RecurringValue {
  readonly kind: 'recurring';
  readonly cron: string;
  readonly text: string;
  /** False when the hour is our default. */
  readonly hasTime: boolean;
  /** Cron cannot say it exactly (「每两周」 becomes the 1st and the 15th). */
  readonly approximate?: true;
}

export type CompareShift = 'previous_period' | 'same_period_last_year';

/** With what a report is compared. `range` is set when the words name the other period (「跟上个月比」). */
export interface CompareValue {
  readonly kind: 'compare';
  readonly mode: CompareShift | 'range';
  readonly range?: RangeValue;
}

export type TimeValue = RangeValue | InstantValue | DurationValue | RecurringValue | CompareValue;

/** One phrase in a sentence: `text === sentence.slice(start, end)` (UTF-16 offsets). */
export interface TimeSpan {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly value: TimeValue;
}
