import type { TimeValue } from '../../../kernel/time-phrases/time-value.ts';
import type { MentionCandidate, NameKind } from '../gazetteer/gazetteer-entry.ts';

/**
 * What a stretch of a sentence may be. Beside the names: `me` is the speaker, `that` a pronoun for something said
 * before, `period` days, `instant` a minute, `duration` a length, `quoted` words to be taken as they are, `unknown_name`
 * looks like a name nobody has heard, `filler` says nothing.
 */
export type SpanKind =
  | NameKind
  | 'me'
  | 'that'
  | 'period'
  | 'instant'
  | 'duration'
  | 'compare'
  | 'money'
  | 'percent'
  | 'number'
  | 'phone'
  | 'quoted'
  | 'metric'
  | 'dimension'
  | 'unknown_name'
  | 'filler';

/** One way to read a stretch. Which fields are set follows from the kind. */
export interface Reading {
  readonly kind: SpanKind;
  /** Names: the records it may be. */
  readonly candidates?: readonly MentionCandidate[];
  /** Times. */
  readonly time?: TimeValue;
  /** Days or a minute wholly before or after now. */
  readonly tense?: 'past' | 'future';
  /** Numbers: money in yuan, percent as a fraction. */
  readonly number?: number;
  /** The counting word or unit after a number. */
  readonly unit?: string;
  /** Metrics and dimensions: their names in the layer. */
  readonly names?: readonly string[];
  /** A further metric the words ask for beside the first (「总数多少，在谈的多少」). */
  readonly also?: string;
  /** Unknown names: what they look like. */
  readonly shape?: 'person' | 'firm';
  /** Said to be left out (「除了华东」). */
  readonly negated?: boolean;
}

/** A stretch `[start, end)` of the normalised sentence and how it may be read, likeliest first. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly readings: readonly Reading[];
  /** 0-1: how sure it is that something stands here at all. */
  readonly score: number;
}

export function readingOf(span: Span, kind: SpanKind): Reading | undefined {
  return span.readings.find((reading) => reading.kind === kind);
}
