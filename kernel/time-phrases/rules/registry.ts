import type { DateRule } from '../date-rule.ts';
import { festivalRules } from './festivals.ts';
import { monthRules } from './months.ts';
import { namedDays } from './named-days.ts';
import { quarterRules } from './quarters.ts';
import { stretches } from './stretches.ts';
import { weekRules } from './weeks.ts';
import { writtenDates } from './written-dates.ts';
import { yearRules } from './years.ts';

/** Every date rule. The longest match wins; of two as long, the one that stands first. */
export const DATE_RULES: readonly DateRule[] = [
  ...namedDays,
  ...weekRules,
  ...writtenDates,
  ...yearRules,
  ...monthRules,
  ...quarterRules,
  ...stretches,
  ...festivalRules,
];
