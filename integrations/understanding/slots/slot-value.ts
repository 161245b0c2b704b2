import { resolveInstant, type ResolvedInstant } from '../../../kernel/time-phrases/resolve-instant.ts';
import { localDay } from '../../../kernel/time-phrases/local-day.ts';
import { CLOSED_KINDS } from '../closed-words.ts';
import type { MentionCandidate } from '../gazetteer/gazetteer-entry.ts';
import type { ReadSentence } from '../reading.ts';
import { readingOf, type Reading, type Span } from '../spans/span.ts';
import type { DeclaredSlot } from '../tool-declaration.ts';
import type { AskOption } from '../understanding.ts';
import { SPANS_OF_SLOT } from './slot-kinds.ts';

/** What a span gives a slot: a value, or several of which one must be chosen. `doubtful` was read through a slip. */
export interface SlotValue {
  readonly value?: unknown;
  readonly options?: readonly AskOption[];
  readonly doubtful?: boolean;
}

/** The reading of a span that fits a slot best, with how far down the slot's list it stands. */
export function fittingReading(slot: DeclaredSlot, span: Span): { reading: Reading; distance: number } | undefined {
  const kinds = SPANS_OF_SLOT[slot.slot];
  for (const [distance, kind] of kinds.entries()) {
    const reading = readingOf(span, kind);
    if (reading) return { reading, distance };
  }
  return undefined;
}

/**
 * The value of a span in a slot, or nothing when the words do not fix one (a vague day for a moment). `moment` is the
 * day or minute talked about already: a bare hour is an hour of that day, a bare day keeps that hour.
 */
export function slotValue(
  slot: DeclaredSlot,
  span: Span,
  sentence: ReadSentence,
  now: Date,
  moment?: string,
): SlotValue | undefined {
  const fitting = fittingReading(slot, span);
  if (!fitting) return undefined;
  const { reading } = fitting;
  const said = sentence.rawSlice(span.start, span.end).trim();
  if (reading.kind === 'me') return { value: '我' };
  if (reading.kind === 'contact' && slot.slot === 'customer') return customerOfContact(reading.candidates ?? []);
  if (reading.candidates)
    return slot.slot === 'tags' ? { value: [topName(reading.candidates)] } : nameValue(slot, reading.candidates);
  switch (slot.slot) {
    case 'period':
      return { value: said };
    case 'instant':
    case 'day':
      return momentValue(slot.slot, reading, said, now, moment);
    case 'days':
      return daysValue(reading);
    case 'count':
    case 'money':
    case 'percent':
      return { value: reading.number };
    case 'phone':
      return { value: said.replaceAll(/[^\d+]/g, '') };
    case 'tags':
      return { value: [said] };
    default:
      return { value: said };
  }
}

/** A contact stands for the firm it belongs to, when that is one firm. */
function customerOfContact(candidates: readonly MentionCandidate[]): SlotValue | undefined {
  const firms = [...new Set(candidates.map(({ entry }) => entry.of))];
  return firms.length === 1 && firms[0] ? { value: firms[0] } : undefined;
}

function topName(candidates: readonly MentionCandidate[]): string {
  return candidates[0]?.entry.name ?? '';
}

function nameValue(slot: DeclaredSlot, candidates: readonly MentionCandidate[]): SlotValue {
  const [first] = candidates;
  if (!first) return {};
  if (CLOSED_KINDS.has(first.entry.kind)) return { value: first.entry.id };
  const different = candidates.filter(
    (candidate, index) => candidates.findIndex((other) => other.entry.id === candidate.entry.id) === index,
  );
  // A slip that fits several names best fits the surest of them; equal ones are a choice.
  const equal = different.filter(
    (candidate) => candidate.score >= first.score - (first.match === 'full' || first.match === 'code' ? 0.001 : 0.1),
  );
  if (equal.length > 1 && slot.slot !== 'company')
    return { options: equal.slice(0, 8).map(({ entry }) => optionOf(entry, equal)) };
  const twins = different.some(({ entry }) => entry !== first.entry && entry.name === first.entry.name);
  return {
    value: twins ? optionOf(first.entry, different).value : valueOf(first.entry),
    doubtful: first.match === 'slip',
  };
}

function optionOf(entry: MentionCandidate['entry'], among: readonly MentionCandidate[]): AskOption {
  const twin = among.some((other) => other.entry.id !== entry.id && other.entry.name === entry.name);
  return {
    label: entry.hint ? `${entry.name}（${entry.hint}）` : entry.name,
    value: twin ? uniqueText(entry, among) : entry.name,
  };
}

/** What tells twins apart when it is given back: the number, the name with its hint, at last the id of the record. */
function uniqueText(entry: MentionCandidate['entry'], among: readonly MentionCandidate[]): string {
  if (entry.code) return entry.code;
  const alike = among.some((other) => other.entry.id !== entry.id && other.entry.hint === entry.hint);
  return entry.hint && !alike ? `${entry.name}（${entry.hint}）` : entry.id;
}

function valueOf(entry: MentionCandidate['entry']): string {
  return entry.name;
}

function momentValue(
  kind: 'instant' | 'day',
  reading: Reading,
  said: string,
  now: Date,
  moment?: string,
): SlotValue | undefined {
  const { time } = reading;
  // A month or a quarter is no day; only its named end is («月底»).
  if (time?.kind === 'range' && !time.point && !['day', 'days'].includes(time.grain) && time.from !== time.to)
    return undefined;
  const clockOnly = time?.kind === 'instant' && !/[日号天周月年期早晚今明后昨]/u.test(said);
  const resolved = resolveSafely(said, clockOnly && moment ? new Date(`${moment.slice(0, 10)}T00:00:00+08:00`) : now);
  // What is planned lies ahead: a moment gone by was said of something else.
  if (!resolved || (kind === 'instant' && (resolved.vague || resolved.date < localDay(now)))) return undefined;
  // A day said to correct a day keeps the hour that was agreed.
  if (kind === 'instant' && !resolved.hasTime && !resolved.dayPart && moment && moment.length > 11)
    return { value: `${resolved.date}T${moment.slice(11, 16)}` };
  return { value: kind === 'instant' ? resolved.at : resolved.date };
}

function resolveSafely(said: string, now: Date): ResolvedInstant | undefined {
  try {
    return resolveInstant(said, now);
  } catch {
    // The words are a time but no moment (「上周」 for an appointment): the person is asked.
    return undefined;
  }
}

function daysValue(reading: Reading): SlotValue | undefined {
  const { time } = reading;
  if (time?.kind === 'duration') return { value: Math.max(1, Math.round(time.days)) };
  if (time?.kind !== 'range' || time.grain === 'day') return undefined;
  return { value: Math.max(1, Math.round((Date.parse(time.to) - Date.parse(time.from)) / 86_400_000) + 1) };
}
