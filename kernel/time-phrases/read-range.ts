import { grainOf } from './calendar.ts';
import type { TimeContext } from './date-rule.ts';
import { matchAt, phrase } from './date-rule.ts';
import type { DateMatch } from './read-date.ts';
import { readDate } from './read-date.ts';

/** What joins two dates or two times of day. */
export const JOIN = phrase('_(?:到|至|-{1,2})_');

/** A day or a range, joined with a second one where 「到」 and the like follow (「5月到8月」「周一到周五」). */
export function readRange(text: string, at: number, context: TimeContext): DateMatch | undefined {
  const first = readDate(text, at, context);
  if (!first || first.reading.closed) return first;
  const join = matchAt(JOIN, text, first.end);
  if (!join) return first;
  const second = readDate(text, first.end + join[0].length, { ...context, after: first.reading });
  // A dash is eaten only between two dates that fit.
  if (!second || second.reading.to < first.reading.to || second.reading.from < first.reading.from) return first;
  const range = { from: first.reading.from, to: second.reading.to };
  return { end: second.end, reading: { ...range, grain: grainOf(range) } };
}
