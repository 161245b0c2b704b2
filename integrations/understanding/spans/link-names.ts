import type { NameFinder } from '../gazetteer/name-finder.ts';
import type { Mention, MentionCandidate, NameKind } from '../gazetteer/gazetteer-entry.ts';
import type { Reading, Span } from './span.ts';

/** Which of two kinds a name is likelier to mean when it is both. */
const LIKELIEST: readonly NameKind[] = [
  'customer',
  'person',
  'region',
  'opportunity',
  'lead',
  'contact',
  'product',
  'team',
  'sector',
  'source',
  'segment',
  'tag',
  'series',
  'stage',
  'lead_status',
  'lead_grade',
  'activity_kind',
  'group',
  'robot',
];

/** The names of the gazetteer in a sentence, overlapping ones included. */
export function linkNames(text: string, gazetteer: NameFinder, kinds?: ReadonlySet<string>): Span[] {
  return gazetteer.findMentions(text).flatMap((mention) => {
    const span = spanOfMention(mention, kinds);
    return span ? [span] : [];
  });
}

/** A mention as a span with one reading a kind. */
export function spanOfMention(mention: Mention, kinds?: ReadonlySet<string>): Span | undefined {
  const byKind = new Map<NameKind, MentionCandidate[]>();
  // A mere piece of one name is not what a word means that is a whole other one.
  const whole = mention.candidates.some((candidate) => candidate.match !== 'part');
  for (const candidate of mention.candidates) {
    if (whole && candidate.match === 'part') continue;
    const { kind } = candidate.entry;
    if (!kinds || kinds.has(kind)) byKind.set(kind, [...(byKind.get(kind) ?? []), candidate]);
  }
  if (byKind.size === 0) return undefined;
  const readings: Reading[] = [...byKind].map(([kind, candidates]) => ({ kind, candidates }));
  readings.sort(
    (a, b) =>
      topScore(b) - topScore(a) || LIKELIEST.indexOf(a.kind as NameKind) - LIKELIEST.indexOf(b.kind as NameKind),
  );
  return { start: mention.start, end: mention.end, readings, score: Math.max(...readings.map(topScore)) };
}

function topScore(reading: Reading): number {
  return Math.max(0, ...(reading.candidates ?? []).map((candidate) => candidate.score));
}
