import { findTimeSpans } from '../../../kernel/time-phrases/find-time-spans.ts';
import type { Reading, Span } from './span.ts';

/** Days, minutes, lengths and comparisons. Open phrases look back here; who needs a future moment reads the words anew. */
export function linkTimes(text: string, now: Date): Span[] {
  return findTimeSpans(text, { now, direction: 'past' }).flatMap(({ start, end, value }): Span[] => {
    const kind = kindOfTime(value.kind);
    return kind ? [{ start, end, score: 0.98, readings: [{ kind, time: value }] }] : [];
  });
}

function kindOfTime(kind: string): Reading['kind'] | undefined {
  if (kind === 'range') return 'period';
  if (kind === 'instant' || kind === 'duration' || kind === 'compare') return kind;
  // Recurring times belong to plans that no tool of these takes yet: the words stay as they are.
  return undefined;
}
