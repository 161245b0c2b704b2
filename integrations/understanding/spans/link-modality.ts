import { CLOSED_WORDS } from '../closed-words.ts';
import type { Span } from './span.ts';

const NOT = /(?:没有?能?|未能?)(?:把它?)?$/u;
const MAY = /(?:能|能够|可以|有望|预计|有可能)$/u;
const LOST = CLOSED_WORDS.find((word) => word.kind === 'stage' && word.id === 'lost');

/**
 * A word of winning that is denied means a loss («没谈下来»), and one that is only hoped for is no stage («月底能签下来的»):
 * neither may close a deal as won.
 */
export function readModality(text: string, spans: readonly Span[]): Span[] {
  return spans.flatMap((span): Span[] => {
    const won = span.readings.some(
      (reading) => reading.kind === 'stage' && reading.candidates?.[0]?.entry.id === 'won',
    );
    if (!won) return [span];
    const before = text.slice(0, span.start);
    const not = NOT.exec(before)?.[0];
    if (not && LOST)
      return [
        {
          start: span.start - not.length,
          end: span.end,
          score: 1,
          readings: [{ kind: 'stage', candidates: [{ entry: LOST, match: 'alias', score: 1 }] }],
        },
      ];
    return MAY.test(before) ? [] : [span];
  });
}
