import type { FieldCatalogue } from '../../../kernel/conditions/field-catalogue.ts';
import type { FieldValues } from '../../../kernel/conditions/holds.ts';
import type { SopVariables } from '../../../kernel/contracts/sop-instances.ts';
import { localDay, localMinute } from '../../../kernel/time-phrases/local-day.ts';
import { weekdayOf } from '../../../kernel/time-phrases/calendar.ts';
import { VARIABLE_PREFIX } from './condition-fields.ts';
import { variableValues, type VariableFacts } from './variables.ts';

/** What conditions and texts look at for one contact; `read-facts.ts` reads the first two for many at once. */
export interface SopSituation {
  readonly facts: VariableFacts;
  /** Values of `FACT_FIELDS` and of records of the CRM by field name; what was not read is missing. */
  readonly fields: FieldValues;
  /** What the sequence carries along: its own variables, `last_reply`, `last_reply_class`, `follow_up_count` … */
  readonly variables: SopVariables;
}

/**
 * Values for `sopHolds`. A variable whose value is of another kind than it was declared with counts as missing: a condition
 * never compares a word with a number.
 */
export function sopValues(
  { facts, fields, variables }: SopSituation,
  catalogue: FieldCatalogue,
  now: Date,
): FieldValues {
  const named = variableValues(facts, variables, now);
  const own = Object.entries(named).filter(
    ([name, value]) => typeof value === kindWord(catalogue[VARIABLE_PREFIX + name]?.kind),
  );
  return {
    follow_up_count: 0,
    ...fields,
    ...Object.fromEntries(
      COURSE_NAMES.filter((name) => (variables[name] ?? null) !== null).map((name) => [name, variables[name]]),
    ),
    hour: Number(localMinute(now).slice(11, 13)),
    weekday: weekdayOf(localDay(now)),
    ...Object.fromEntries(own.map(([name, value]) => [VARIABLE_PREFIX + name, value])),
  };
}

const COURSE_NAMES = [
  'trigger_type',
  'follow_up_count',
  'last_reply',
  'last_reply_class',
  'last_message_sent',
] as const;

function kindWord(kind: string | undefined): string {
  return kind === 'number' || kind === 'boolean' ? kind : 'string';
}
