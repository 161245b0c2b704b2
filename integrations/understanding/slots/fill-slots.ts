import type { MentionCandidate } from '../gazetteer/gazetteer-entry.ts';
import type { NameFinder } from '../gazetteer/name-finder.ts';
import { CLOSED_KINDS } from '../closed-words.ts';
import { cutWords } from '../../../kernel/chinese-words.ts';
import { isSilent, tokenise } from '../ranking/tokenise.ts';
import type { Alignment } from '../ranking/align-phrase.ts';
import { meaningsOf } from '../ranking/thesaurus.ts';
import type { ReadSentence } from '../reading.ts';
import { readingOf, type Reading, type Span } from '../spans/span.ts';
import { slotsOf, type DeclaredSlot, type ToolDeclaration } from '../tool-declaration.ts';
import type { AskOption, TurnMemory } from '../understanding.ts';
import {
  caughtText,
  nameAfterCue,
  remarkAtEnd,
  restAfterCue,
  textAfterCue,
  textToWrite,
  titleIn,
} from './fill-text.ts';
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
  /** Further records of a kind of which the tool takes one: the request is meant for each («把甲、乙都分给丙»). */
  readonly alike: readonly { readonly arg: string; readonly value: unknown }[];
  /** Spans that say something no slot took. */
  readonly leftover: readonly Span[];
}

export interface FillContext {
  readonly gazetteer: NameFinder;
  readonly memory: TurnMemory;
  readonly now: Date;
  readonly ordinary: (word: string) => boolean;
  /** Whether the slot takes what is remarked at the end. */
  readonly remarks?: boolean;
  /** The moment of the request being changed, for a bare hour or a bare day. */
  readonly moment?: string;
}

interface Pairing {
  readonly slot: DeclaredSlot;
  readonly span: Span;
  readonly score: number;
}

/** How near before a span its cue stands, in characters. */
const CUE_REACH = 3;
/** Kinds that may stand in a sentence without being an argument. */
const LOOSE_KINDS: ReadonlySet<string> = new Set([
  'activity_kind',
  'number',
  'dimension',
  'that',
  'me',
  'filler',
  'stage',
  'lead_status',
  'unknown_name',
  'tag',
  'compare',
]);

/** 「谁」 asks in many requests; other dimensions are asked for in reports only. */
function isLoose(span: Span, sentence: ReadSentence): boolean {
  const kind = span.readings[0]?.kind ?? 'filler';
  return (
    LOOSE_KINDS.has(kind) || (kind === 'dimension' && !/^[按各每]/u.test(sentence.text.slice(span.start, span.end)))
  );
}

/** Gives each argument its value: by kind, by cue, by place in the nearest phrase, then from the conversation. */
export function fillSlots(
  tool: ToolDeclaration,
  alignment: Alignment,
  sentence: ReadSentence,
  context: FillContext,
): FilledSlots {
  const slots = slotsOf(tool);
  const args: Record<string, unknown> = {};
  const problems: SlotProblem[] = [];
  const used = new Set<Span>();
  for (const { slot, span } of pairUp(slots, alignment, sentence, tool.risk)) {
    const many = slot.slot === 'tags';
    if (used.has(span) || (slot.arg in args && !many) || problems.some((problem) => problem.slot.arg === slot.arg))
      continue;
    if (!slot.required && SUBJECTS.has(slot.slot) && hasSibling(slot, slots, args, problems)) continue;
    if (slot.slot === 'person' && slots.some((other) => other.slot === 'team') && isTeamOf(span, sentence)) {
      const team = slots.find((other) => other.slot === 'team');
      const leader = slotValue(slot, span, sentence, context.now)?.value;
      used.add(span);
      if (team && typeof leader === 'string') args[team.arg] = leader === '我' ? '我的团队' : `${leader}团队`;
      continue;
    }
    const filled = slotValue(slot, toldApart(span, sentence.spans), sentence, context.now, context.moment);
    if (!filled) continue;
    used.add(span);
    if (filled.options) problems.push({ kind: 'ambiguous', slot, options: filled.options });
    else if (filled.doubtful && tool.risk !== 'read')
      problems.push({
        kind: 'doubtful',
        slot,
        said: sentence.rawSlice(span.start, span.end),
        value: String(filled.value),
      });
    else
      args[slot.arg] = many
        ? [...((args[slot.arg] as string[] | undefined) ?? []), ...(filled.value as string[])]
        : filled.value;
  }
  const open = (slot: DeclaredSlot): boolean =>
    !(slot.arg in args) && !problems.some((problem) => problem.slot.arg === slot.arg);
  // What is remarked at the end belongs to the first place for words; further ones take what is said to be theirs.
  const remarks = slots.find((slot) => slot.slot === 'free_text');
  for (const slot of slots.filter(open))
    if (!hasSibling(slot, slots, args, problems))
      fillOpen(slot, alignment, sentence, { ...context, remarks: slot === remarks }, args, used);
  for (const slot of slots.filter(open)) fillFromMemory(slot, slots, tool, alignment, sentence, context, args);
  for (const slot of slots.filter(open)) if (slot.required) problems.push({ kind: 'missing', slot });
  const asked = slots.some((slot) => slot.slot === 'question');
  const rest = sentence.spans.filter(
    (span) => !used.has(span) && !isLoose(span, sentence) && !(asked && !NAMING.has(span.readings[0]?.kind ?? '')),
  );
  const alike = rest.flatMap((span) => alikeRecord(span, slots, args, sentence, context) ?? []);
  return { args, problems, alike, leftover: alike.length > 0 ? [] : rest };
}

/** Of twins the one that the sentence names a second time, by its company or customer: 「拓普的张伟」. */
function toldApart(span: Span, spans: readonly Span[]): Span {
  const readings = span.readings.map((reading) => {
    const others = spans
      .filter((other) => other !== span)
      .flatMap((other) => other.readings.flatMap(({ candidates }) => candidates ?? []));
    const fitting = reading.candidates?.filter(({ entry }) =>
      others.some(
        (other) => (other.entry.kind === entry.kind && other.entry.id === entry.id) || other.entry.name === entry.of,
      ),
    );
    return fitting?.length === 1 && (reading.candidates?.length ?? 0) > 1
      ? { ...reading, candidates: withTwins(fitting, reading.candidates ?? []) }
      : reading;
  });
  return { ...span, readings };
}

/** The chosen one first and far ahead, so that it is still named as one of several. */
function withTwins(chosen: readonly MentionCandidate[], all: readonly MentionCandidate[]): MentionCandidate[] {
  return [...chosen.map((one) => ({ ...one, score: 2 })), ...all.filter((one) => !chosen.includes(one))];
}

/** «上周成交的»: a stage of the past is a stage, not the name of a day to come. */
function isPast(span: Span, { spans, text }: ReadSentence): boolean {
  if (!readingOf(span, 'stage')) return false;
  return spans.some(({ readings }) => readings[0]?.tense === 'past') || /最近|近期|近来|已经?|过去/u.test(text);
}

/** «X团队», «X手下»: the people X leads. */
function isTeamOf(span: Span, { text }: ReadSentence): boolean {
  return /^(?:的|这个|那个)?(?:团队|小组|队伍|部门|手下|手底下|下面|那组|那队|组里)/u.test(text.slice(span.end));
}

/** A record listed beside the one a required slot took: 「甲、乙」「甲和乙」. */
function alikeRecord(
  span: Span,
  slots: readonly DeclaredSlot[],
  args: Readonly<Record<string, unknown>>,
  sentence: ReadSentence,
  context: FillContext,
): { arg: string; value: unknown } | undefined {
  const slot = slots.find(
    (candidate) =>
      candidate.required &&
      SUBJECTS.has(candidate.slot) &&
      candidate.arg in args &&
      fittingReading(candidate, span)?.distance === 0,
  );
  const listed =
    /[、,，和跟与及]\s*$/u.test(sentence.text.slice(0, span.start)) ||
    /^\s*[、,，和跟与及]/u.test(sentence.text.slice(span.end));
  const value = slot && listed ? slotValue(slot, span, sentence, context.now)?.value : undefined;
  return slot && value !== undefined && value !== args[slot.arg] ? { arg: slot.arg, value } : undefined;
}

function pairUp(
  slots: readonly DeclaredSlot[],
  alignment: Alignment,
  sentence: ReadSentence,
  risk: ToolDeclaration['risk'],
): Pairing[] {
  const pairings: Pairing[] = [];
  for (const span of sentence.spans) {
    for (const slot of slots) {
      const fitting = fittingReading(slot, span);
      if (!fitting) continue;
      if (
        !isPast(span, sentence) &&
        slots.some((other) => other !== slot && other.cue?.includes(sentence.text.slice(span.start, span.end)))
      )
        continue;
      const aligned = alignment.captures.some((capture) => capture.span === span && capture.arg === slot.arg);
      if (
        fitting.reading.kind === 'contact' &&
        slot.slot === 'customer' &&
        (risk === 'read' || sentence.spans.some((other) => readingOf(other, 'customer')))
      )
        continue;
      if (
        fitting.reading.kind === 'unknown_name' &&
        !aligned &&
        slot.slot !== 'name' &&
        !(slot.slot === 'company' && risk !== 'read' && fitting.reading.shape === 'firm')
      )
        continue;
      const order = slots.indexOf(slot) * 0.01 + span.start * 0.0001;
      pairings.push({
        slot,
        span,
        score:
          (hasCue(slot, span, sentence.text) ? 3 : 0) +
          shapeFit(slot, fitting.reading) +
          (aligned ? 1.5 : 0) -
          fitting.distance * 0.3 -
          order +
          (slot.required ? 0.1 : 0),
      });
    }
  }
  return pairings.toSorted((a, b) => b.score - a.score);
}

/** A new person's name looks like one, and so does a firm's. */
function shapeFit(slot: DeclaredSlot, { shape }: Reading): number {
  if (!shape || (slot.slot !== 'name' && slot.slot !== 'company')) return 0;
  return (slot.slot === 'name') === (shape === 'person') ? 1 : -1;
}

function hasCue(slot: DeclaredSlot, span: Span, text: string): boolean {
  const before = text.slice(Math.max(0, span.start - CUE_REACH), span.start);
  // «姓名龚雪»«来源：官网»: the argument's own name.
  if (
    text
      .slice(0, span.start)
      .replace(/[\s:：是为叫]+$/u, '')
      .endsWith(slot.label)
  )
    return true;
  return (slot.cue ?? []).some((cue) => before.endsWith(cue) || (cue.length < CUE_REACH && before.includes(cue)));
}

function fillOpen(
  slot: DeclaredSlot,
  alignment: Alignment,
  sentence: ReadSentence,
  context: FillContext,
  args: Record<string, unknown>,
  used: Set<Span>,
): void {
  if (slot.slot === 'flag') {
    if (!hasFlag(slot, sentence)) return;
    args[slot.arg] = true;
    // «公海里有多少条线索»: the flag took the word that a count would be of.
    for (const span of sentence.spans)
      if (slot.cue?.some((cue) => sentence.text.slice(span.start, span.end).includes(cue))) used.add(span);
    return;
  }
  if (slot.slot === 'choice') {
    const value = chosenValue(slot, sentence);
    if (value !== undefined && slot.schema.safeParse(value).success) args[slot.arg] = value;
    return;
  }
  // A question is the whole sentence: whoever answers it reads it as it was said.
  if (slot.slot === 'question') {
    const said = sentence.raw.trim();
    if (slot.schema.safeParse(said).success) args[slot.arg] = said;
    return;
  }
  if (!OPEN_SLOTS.has(slot.slot)) return;
  const text = openText(slot, alignment, sentence, context, used, args);
  if (text === undefined || text === '') return;
  const value =
    slot.slot === 'tags'
      ? text
          .split(/[、,，]|和|以及/u)
          .map((tag) => tag.trim())
          .filter((tag) => tag !== '')
      : text;
  if (slot.schema.safeParse(value).success) args[slot.arg] = value;
}

/** How people call each other in a chat: 「阿豪」「老丁」「红姐」. */
const CALLED = /[阿老小]\p{Script=Han}(?=是|在|的|里|说|$)|\p{Script=Han}{1,2}(?:姐|哥|妹|叔|姨|老师|老板)/u;
/** Slots whose words are told by what stands before them: «名字带光伏», «提到退款». */
const CUED: ReadonlySet<string> = new Set(['company', 'quoted']);

function openText(
  slot: DeclaredSlot,
  alignment: Alignment,
  sentence: ReadSentence,
  context: FillContext,
  used: Set<Span>,
  args: Readonly<Record<string, unknown>>,
): string | undefined {
  const capture = alignment.captures.find((candidate) => candidate.arg === slot.arg && !candidate.span);
  if (slot.slot === 'free_text') {
    if (slot.required) return restAfterCue(slot, sentence) ?? textToWrite(sentence);
    if (!isForArgs(slot, args, context)) return undefined;
    if (/职[务位]/u.test(slot.label)) return titleIn(sentence, used);
    return textAfterCue(slot, sentence, used) ?? (context.remarks ? remarkAtEnd(sentence, used) : undefined);
  }
  const cued = CUED.has(slot.slot) ? nameAfterCue(slot, sentence) : undefined;
  // Words that another argument took are not the name as well: 「带高意向标签的客户」.
  if (cued && ![...used].some((span) => span.start < cued.end && cued.start < span.end)) return cued.text;
  if (slot.slot === 'tags' && !isAboutTags(slot, sentence)) return undefined;
  if (!capture || [...used].some((span) => span.start < capture.end && capture.start < span.end)) return undefined;
  const text = caughtText(slot, capture, sentence);
  const isName = slot.slot !== 'tags';
  if (!isName && cutWords(text.toLowerCase()).every((word) => context.ordinary(word) || isSilent(word)))
    return undefined;
  const called = slot.slot === 'member' ? CALLED.exec(text)?.[0] : undefined;
  if (called) return called;
  return isName && !looksLikeName(text, context) ? undefined : text;
}

/** New tags are taken from words only where the sentence speaks of tags, or puts something on or off. */
function isAboutTags(slot: DeclaredSlot, { text, pieces }: ReadSentence): boolean {
  return (
    text.includes(slot.label) ||
    tokenise(pieces).some((word) => word.meanings.includes('put') || word.meanings.includes('strip'))
  );
}

/** A slot whose label names a value of a closed list («输单原因») is for requests with that value only. */
function isForArgs(slot: DeclaredSlot, args: Readonly<Record<string, unknown>>, { gazetteer }: FillContext): boolean {
  const named = gazetteer
    .findMentions(slot.label)
    .flatMap((mention) => mention.candidates.filter(({ entry }) => CLOSED_KINDS.has(entry.kind)));
  return named.length === 0 || named.some(({ entry }) => Object.values(args).includes(entry.id));
}

/** A name is not made of everyday words of requests, and not one dictionary word. */
function looksLikeName(text: string, { ordinary }: FillContext): boolean {
  if (text.length < 2 || text.length > 40 || /[，。？！,?!]/u.test(text)) return false;
  const words = cutWords(text.toLowerCase());
  return words.length > 1 ? !words.some((word) => ordinary(word) || isSilent(word)) : /[a-z]/i.test(text);
}

/** A flag is raised by one of its cue words, or a word of the same meaning. */
function hasFlag(slot: DeclaredSlot, { text }: ReadSentence): boolean {
  return (slot.cue ?? []).some(
    (cue) =>
      text.includes(cue) ||
      meaningsOf(cue).some((meaning) => FLAG_MEANINGS.has(meaning) && wordsOfMeaning(text, meaning)),
  );
}

/** The value one of whose words is said; the longest word decides, then the value declared first. */
function chosenValue(slot: DeclaredSlot, { text }: ReadSentence): string | undefined {
  const said = Object.entries(slot.choices ?? {}).flatMap(([value, words]) =>
    words.filter((word) => text.includes(word)).map((word) => ({ value, length: word.length })),
  );
  return said.toSorted((a, b) => b.length - a.length)[0]?.value;
}

const FLAG_MEANINGS: ReadonlySet<string> = new Set(['overdue', 'leave']);

function wordsOfMeaning(text: string, meaning: string): boolean {
  for (let start = 0; start < text.length; start += 1) {
    for (let length = 2; length <= 4; length += 1)
      if (meaningsOf(text.slice(start, start + length)).includes(meaning)) return true;
  }
  return false;
}

const SUBJECTS: ReadonlySet<string> = new Set(['customer', 'lead', 'opportunity']);
/** A question in the person's own words says everything but whose record it is about. */
const NAMING: ReadonlySet<string> = new Set(['customer', 'lead', 'opportunity', 'contact']);

/** One record a request is about is enough: words are not caught for a second one. */
function hasSibling(
  slot: DeclaredSlot,
  slots: readonly DeclaredSlot[],
  args: Readonly<Record<string, unknown>>,
  problems: readonly SlotProblem[],
): boolean {
  if (!SUBJECTS.has(slot.slot) || slot.required) return false;
  return slots.some(
    (other) =>
      // Two places of one kind are both wanted: «merge A into B».
      other.slot !== slot.slot &&
      SUBJECTS.has(other.slot) &&
      (other.arg in args || problems.some((problem) => problem.slot.arg === other.arg)),
  );
}

/**
 * What a pronoun stands for, and the record spoken about last when a request that needs one names none. Changes need one
 * even where the schema leaves its kind open.
 */
function fillFromMemory(
  slot: DeclaredSlot,
  slots: readonly DeclaredSlot[],
  tool: ToolDeclaration,
  alignment: Alignment,
  sentence: ReadSentence,
  { memory }: FillContext,
  args: Record<string, unknown>,
): void {
  const remembered = slot.slot === 'customer' ? memory.lastCustomer : memory.lastNames?.[slot.slot];
  if (!remembered) return;
  const pointed = sentence.spans.some((span) =>
    span.readings.some((reading) => reading.kind === 'that' && reading.names?.includes(slot.slot)),
  );
  if (pointed) args[slot.arg] = remembered;
  if (pointed || !SUBJECTS.has(slot.slot) || sentence.spans.some((span) => span.readings[0]?.kind === 'unknown_name'))
    return;
  if (slots.some((other) => other.arg !== slot.arg && SUBJECTS.has(other.slot) && other.arg in args)) return;
  // The nearest phrase names such a record just where this sentence names none: 「谁拍板」 after talk of a customer.
  const left =
    sentence.spans.every(
      (span) => LOOSE_KINDS.has(span.readings[0]?.kind ?? '') || span.readings[0]?.kind === 'dimension',
    ) && alignment.phrase.tokens.some((token) => token.place?.arg === slot.arg);
  if (slot.required || (memory.lastSubject === slot.slot && (tool.risk !== 'read' || left)))
    args[slot.arg] = remembered;
}
