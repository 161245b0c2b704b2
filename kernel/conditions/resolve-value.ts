import type { ConditionValue, FieldKind } from '../contracts/conditions.ts';

const DAY_MS = 86_400_000;
/** China has one zone and no daylight saving time. */
const SHANGHAI_OFFSET = 8 * 3_600_000;

/** A value of a condition as it is compared: a day as `YYYY-MM-DD` in Asia/Shanghai, a moment as ISO text in UTC. */
export function resolveValue(value: ConditionValue, kind: FieldKind, now: Date): string | number | boolean {
  if (Array.isArray(value)) throw new TypeError('A list has no single value');
  if (kind === 'moment') return momentOf(value, now).toISOString();
  if (kind === 'day')
    return typeof value === 'string' && value.length === 10
      ? value
      : new Date(momentOf(value, now).getTime() + SHANGHAI_OFFSET).toISOString().slice(0, 10);
  return typeof value === 'object' ? momentOf(value, now).toISOString() : value;
}

function momentOf(value: Exclude<ConditionValue, unknown[]>, now: Date): Date {
  if (typeof value === 'object') return new Date(now.getTime() + value.days * DAY_MS);
  // A day alone begins at midnight where the organisation works.
  return new Date(typeof value === 'string' && value.length === 10 ? `${value}T00:00:00+08:00` : String(value));
}
