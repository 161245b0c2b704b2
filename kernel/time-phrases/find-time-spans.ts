import type { TimeContext } from './date-rule.ts';
import { localDay, localMinute } from './local-day.ts';
import { normaliseText } from './normalise-text.ts';
import type { Reading } from './reader.ts';
import { READERS } from './readers/registry.ts';
import type { Direction, TimeSpan } from './time-value.ts';

export interface FindTimeOptions {
  readonly now: Date;
  /** Which way open phrases look; `past` unless told. */
  readonly direction?: Direction;
  /** Stretches already known to be something else (names of customers); no phrase touches them. */
  readonly masks?: ReadonlyArray<{ readonly start: number; readonly end: number }>;
}

/**
 * Every time phrase of a sentence, from left to right, without overlap. At each position the longest phrase wins. Offsets
 * count UTF-16 units of the given text. Never throws for any text (only for an invalid `now`).
 */
export function findTimeSpans(text: string, { now, direction = 'past', masks = [] }: FindTimeOptions): TimeSpan[] {
  const context: TimeContext = { today: localDay(now), now: localMinute(now), direction };
  const words = blank(normaliseText(text), masks);
  const spans: TimeSpan[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const reading = readLongest(words, at, context);
    if (!reading) continue;
    const said = text.slice(at, reading.end);
    spans.push({ start: at, end: reading.end, text: said, value: withWords(reading, said) });
    at = reading.end - 1;
  }
  return spans;
}

function readLongest(text: string, at: number, context: TimeContext): Reading | undefined {
  let best: Reading | undefined;
  for (const reader of READERS) {
    if (reader.starts !== undefined && !reader.starts.includes(text[at] ?? '')) continue;
    const reading = reader.read(text, at, context);
    if (reading && reading.end > (best?.end ?? at)) best = reading;
  }
  return best;
}

function withWords({ value }: Reading, said: string): TimeSpan['value'] {
  if (value.kind === 'range') return { ...value, phrase: said };
  return value.kind === 'duration' || value.kind === 'recurring' ? { ...value, text: said } : value;
}

/** Puts a character no rule knows in the place of the masked ones. */
function blank(text: string, masks: ReadonlyArray<{ readonly start: number; readonly end: number }>): string {
  return masks.reduce((done, { start, end }) => {
    const [from, to] = [Math.max(0, start), Math.min(done.length, end)];
    return to > from ? done.slice(0, from) + '\u0000'.repeat(to - from) + done.slice(to) : done;
  }, text);
}
