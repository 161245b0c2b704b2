import { findTimeSpans } from '../../../kernel/time-phrases/find-time-spans.ts';
import { localDay } from '../../../kernel/time-phrases/local-day.ts';
import type { TimeValue } from '../../../kernel/time-phrases/time-value.ts';
import type { Reading, Span } from './span.ts';

/** Days, minutes, lengths and comparisons. Open phrases look back here; who needs a future moment reads the words anew. */
export function linkTimes(text: string, now: Date): Span[] {
  return findTimeSpans(text, { now, direction: 'past' }).flatMap(({ start, end, value }): Span[] => {
    // «底» in «垫底» is no time.
    const kind = end - start > 1 ? kindOfTime(value.kind) : undefined;
    return kind ? [{ start, end, score: 0.98, readings: [{ kind, time: value, ...tenseOf(value, now) }] }] : [];
  });
}

function kindOfTime(kind: string): Reading['kind'] | undefined {
  if (kind === 'range') return 'period';
  if (kind === 'instant' || kind === 'duration' || kind === 'compare') return kind;
  // Recurring times belong to plans that no tool of these takes yet: the words stay as they are.
  return undefined;
}

/** Whether days or a minute lie wholly before or after now. */
function tenseOf(value: TimeValue, now: Date): Pick<Reading, 'tense'> {
  if (value.kind !== 'range' && value.kind !== 'instant') return {};
  const [from, to] = value.kind === 'range' ? [value.from, value.to] : [value.date, value.date];
  const today = localDay(now);
  if (from > today) return { tense: 'future' };
  return to < today ? { tense: 'past' } : {};
}
