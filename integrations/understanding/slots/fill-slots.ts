import type { Gazetteer } from '../gazetteer/gazetteer.ts';
import type { Alignment } from '../ranking/align-phrase.ts';
import { meaningsOf } from '../ranking/thesaurus.ts';
import type { ReadSentence } from '../reading.ts';
import type { Span } from '../spans/span.ts';
import { slotsOf, type DeclaredSlot, type ToolDeclaration } from '../tool-declaration.ts';
import type { AskOption, TurnMemory } from '../understanding.ts';
import { caughtText, textAfterCue, textToWrite } from './fill-text.ts';
import { OPEN_SLOTS } from './slot-kinds.ts';
import { fittingReading, slotValue } from './slot-value.ts';

/** Why an argument is not settled. */
export type SlotProblem =
  | { readonly kind: 'missing'; readonly slot: DeclaredSlot }
  | { readonly kind: 'ambiguous'; readonly slot: DeclaredSlot; readonly options: readonly AskOption[] }
  | { readonly kind: 'doubtful'; readonly slot: DeclaredSlot; readonly said: string; readonly value: string };

/** A tool's arguments as far as the sentence and the conversation give them. */
export interface FilledSlots {
  readonly args: Record<string, unknown>;
  readonly problems: readonly SlotProblem[];
  /** Spans that say something no slot took. */
  readonly leftover: readonly Span[];
}

export interface FillContext {
  readonly gazetteer: Gazetteer;
  readonly memory: TurnMemory;
  readonly now: Date;
  readonly ordinary: (word: string) => boolean;
}

interface Pairing {
  readonly slot: DeclaredSlot;
  readonly span: Span;
  readonly score: number;
}

/** How near before a span its cue stands, in characters. */
const CUE_REACH = 3;
/** Kinds that may stand in a sentence without being an argument. */
const LOOSE_KINDS: ReadonlySet<string> = new Set(['activity_kind', 'number', 'dimension', 'that', 'me', 'filler', 'stage', 'lead_status', 'unknown_name', 'tag', 'compare']);

/** Gives each argument its value: by kind, by cue, by place in the nearest phrase, then from the conversation. */
export function fillSlots(tool: ToolDeclaration, alignment: Alignment, sentence: ReadSentence, context: FillContext): FilledSlots {
  const slots = slotsOf(tool);
  const args: Record<string, unknown> = {};
  const problems: SlotProblem[] = [];
  const used = new Set<Span>();
  for (const { slot, span } of pairUp(slots, alignment, sentence)) {
    const many = slot.slot === 'tags';
    if (used.has(span) || (slot.arg in args && !many) || problems.some((problem) => problem.slot.arg === slot.arg)) continue;
    const filled = slotValue(slot, span, sentence, context.now);
    if (!filled) continue;
    used.add(span);
    if (filled.options) problems.push({ kind: 'ambiguous', slot, options: filled.options });
    else if (filled.doubtful && tool.risk !== 'read') problems.push({ kind: 'doubtful', slot, said: sentence.rawSlice(span.start, span.end), value: String(filled.value) });
    else args[slot.arg] = many ? [...((args[slot.arg] as string[] | undefined) ?? []), ...(filled.value as string[])] : filled.value;
  }
  const open = (slot: DeclaredSlot): boolean => !(slot.arg in args) && !problems.some((problem) => problem.slot.arg === slot.arg);
  for (const slot of slots.filter(open)) fillOpen(slot, alignment, sentence, context, args, used);
  for (const slot of slots.filter(open)) fillFromMemory(slot, slots, sentence, context, args);
  for (const slot of slots.filter(open)) if (slot.required) problems.push({ kind: 'missing', slot });
  return { args, problems, leftover: sentence.spans.filter((span) => !used.has(span) && !LOOSE_KINDS.has(span.readings[0]?.kind ?? 'filler')) };
}

function pairUp(slots: readonly DeclaredSlot[], alignment: Alignment, sentence: ReadSentence): Pairing[] {
  const pairings: Pairing[] = [];
  for (const span of sentence.spans) {
    for (const slot of slots) {
      const fitting = fittingReading(slot, span);
      if (!fitting) continue;
      const aligned = alignment.captures.some((capture) => capture.span === span && capture.arg === slot.arg);
      if (fitting.reading.kind === 'unknown_name' && !aligned && slot.slot !== 'name') continue;
      const order = slots.indexOf(slot) * 0.01 + span.start * 0.0001;
      pairings.push({ slot, span, score: (hasCue(slot, span, sentence.text) ? 3 : 0) + (aligned ? 1.5 : 0) - fitting.distance * 0.3 - order + (slot.required ? 0.1 : 0) });
    }
  }
  return pairings.toSorted((a, b) => b.score - a.score);
}

function hasCue(slot: DeclaredSlot, span: Span, text: string): boolean {
  const before = text.slice(Math.max(0, span.start - CUE_REACH), span.start);
  return (slot.cue ?? []).some((cue) => before.endsWith(cue) || (cue.length < CUE_REACH && before.includes(cue)));
}

function fillOpen(slot: DeclaredSlot, alignment: Alignment, sentence: ReadSentence, context: FillContext, args: Record<string, unknown>, used: Set<Span>): void {
  if (slot.slot === 'flag') {
    if (hasFlag(slot, sentence)) args[slot.arg] = true;
    return;
  }
  if (!OPEN_SLOTS.has(slot.slot)) return;
  const text = openText(slot, alignment, sentence, context, used);
  if (text === undefined || text === '') return;
  const value = slot.slot === 'tags' ? text.split(/[、,，]|和|以及/u).map((tag) => tag.trim()).filter((tag) => tag !== '') : text;
  if (slot.schema.safeParse(value).success) args[slot.arg] = value;
}

function openText(slot: DeclaredSlot, alignment: Alignment, sentence: ReadSentence, context: FillContext, used: Set<Span>): string | undefined {
  const capture = alignment.captures.find((candidate) => candidate.arg === slot.arg && !candidate.span);
  if (slot.slot === 'free_text') {
    if (slot.cue) return textAfterCue(slot, sentence) ?? (capture && caughtText(slot, capture, sentence));
    return slot.required ? textToWrite(sentence) : capture && caughtText(slot, capture, sentence);
  }
  if (!capture || [...used].some((span) => span.start < capture.end && capture.start < span.end)) return undefined;
  const text = caughtText(slot, capture, sentence);
  const isName = slot.slot !== 'tag' && slot.slot !== 'tags';
  return isName && !looksLikeName(text, context) ? undefined : text;
}

/** A name holds something that is no everyday word of requests. */
function looksLikeName(text: string, { ordinary }: FillContext): boolean {
  return text.length >= 2 && text.length <= 40 && !ordinary(text) && !/[，。？！,?!]/u.test(text) && !/^(?:什么|哪|谁|怎|多少|几)/u.test(text);
}

/** A flag is raised by one of its cue words, or a word of the same meaning. */
function hasFlag(slot: DeclaredSlot, { text }: ReadSentence): boolean {
  return (slot.cue ?? []).some((cue) => text.includes(cue) || meaningsOf(cue).some((meaning) => FLAG_MEANINGS.has(meaning) && wordsOfMeaning(text, meaning)));
}

const FLAG_MEANINGS: ReadonlySet<string> = new Set(['overdue', 'leave']);

function wordsOfMeaning(text: string, meaning: string): boolean {
  for (let start = 0; start < text.length; start += 1) {
    for (let length = 2; length <= 4; length += 1) if (meaningsOf(text.slice(start, start + length)).includes(meaning)) return true;
  }
  return false;
}

const SUBJECTS: ReadonlySet<string> = new Set(['customer', 'lead', 'opportunity']);

/** What a pronoun stands for, and the record spoken about when a request that needs one names none. */
function fillFromMemory(slot: DeclaredSlot, slots: readonly DeclaredSlot[], sentence: ReadSentence, { memory }: FillContext, args: Record<string, unknown>): void {
  const remembered = slot.slot === 'customer' ? memory.lastCustomer : memory.lastNames?.[slot.slot];
  if (!remembered) return;
  const pointed = sentence.spans.some((span) => span.readings.some((reading) => reading.kind === 'that' && reading.names?.includes(slot.slot)));
  const otherSubject = slots.some((other) => other.arg !== slot.arg && SUBJECTS.has(other.slot) && other.arg in args);
  const unnamed = SUBJECTS.has(slot.slot) && !otherSubject && !sentence.spans.some((span) => span.readings[0]?.kind === 'unknown_name');
  if (pointed || (slot.required && unnamed)) args[slot.arg] = remembered;
}
