import type { Capture } from '../ranking/align-phrase.ts';
import { tokenise, type Token } from '../ranking/tokenise.ts';
import type { ReadSentence } from '../reading.ts';
import type { Span } from '../spans/span.ts';
import type { DeclaredSlot } from '../tool-declaration.ts';

const BREAK = /[,，:：。;；!！?？\n]/;
const EDGE = /^[\s,，:：。;；、.!！?？“”"「」的为是成有了个到在]+|[\s,，:：。;；、.!！?？“”"「」的了吧呢啊叫]+$/gu;
const FRONT_OF_TEXT = /^[\s,，:：。;；、.!！]*(?:(?:说|是|为|一下|写|记(?:一下|一个|成|为|个|着))[\s,，:：]*)*/u;
/** Words that tell to write something down, and so are no part of what is written. */
const COMMAND_MEANINGS: ReadonlySet<string> = new Set(['note', 'create']);

/** The words of an open slot that were caught by their place, cleaned of particles and of the slot's own name. */
export function caughtText(slot: DeclaredSlot, capture: Capture, sentence: ReadSentence): string {
  let text = sentence.rawSlice(capture.start, capture.end).replaceAll(EDGE, '');
  const label = slot.label;
  if (text.length > label.length && text.endsWith(label)) text = text.slice(0, -label.length);
  if (text.length > label.length && text.startsWith(label)) text = text.slice(label.length);
  return text.replaceAll(EDGE, '').replace(/^(?:一个|这个|个)/, '');
}

/** What follows one of the slot's cue words, to the end of the sentence or, for short slots, of the clause. */
export function textAfterCue(slot: DeclaredSlot, sentence: ReadSentence, used: ReadonlySet<Span>): string | undefined {
  for (const cue of slot.cue ?? []) {
    const at = sentence.text.indexOf(cue);
    if (at < 0) continue;
    const text = sentence
      .rawSlice(at + cue.length, endOfWords(sentence, at + cue.length, used))
      .replace(FRONT_OF_TEXT, '')
      .replace(/[。.!！\s]+$/u, '');
    if (text.length >= 2) return text;
  }
  return undefined;
}

/** Everything that follows one of the slot's cue words, whatever it names; nothing when the cue ends the sentence. */
export function restAfterCue(slot: DeclaredSlot, sentence: ReadSentence): string | undefined {
  const text = sentence.text;
  const ends = (slot.cue ?? []).filter((cue) => text.includes(cue)).map((cue) => text.indexOf(cue) + cue.length);
  if (ends.length === 0) return undefined;
  const rest = sentence
    .rawSlice(Math.max(...ends), text.length)
    .replace(FRONT_OF_TEXT, '')
    .replace(/[。.!！\s]+$/u, '');
  return rest.length >= 2 ? rest : undefined;
}

/**
 * What is to be written down: the sentence without the clauses, words in front and words behind that only tell to write
 * («记一下，»「帮我给某客户写条跟进：」).
 */
export function textToWrite(sentence: ReadSentence): string {
  const words = tokenise(sentence.pieces);
  const clauses = clausesOf(sentence.text);
  while (clauses.length > 1 && isCommand(clauses[0], words, sentence)) clauses.shift();
  while (clauses.length > 1 && isCommand(clauses.at(-1), words, sentence)) clauses.pop();
  const [first] = clauses;
  const last = clauses.at(-1);
  if (!first || !last) return '';
  const at = words.findIndex((word) => word.start >= first.start && !word.silent && !isCommandWord(word));
  const lead = words[at];
  const commanded = words.slice(0, Math.max(0, at)).some((word) => word.start >= first.start && isCommandWord(word));
  const start = lead && commanded ? lead.start : first.start;
  return sentence.rawSlice(Math.min(start, last.end), last.end).replaceAll(/^[\s,，:：。;；]+|[\s,，:：。;；]+$/gu, '');
}

interface Clause {
  readonly start: number;
  readonly end: number;
}

function clausesOf(text: string): Clause[] {
  const clauses: Clause[] = [];
  let start = 0;
  for (let at = 0; at <= text.length; at += 1) {
    if (at < text.length && !BREAK.test(text[at] ?? '')) continue;
    if (text.slice(start, at).trim() !== '') clauses.push({ start, end: at });
    start = at + 1;
  }
  return clauses;
}

/** A clause of command words, names and ways of contact only. */
function isCommand(clause: Clause | undefined, words: readonly Token[], sentence: ReadSentence): boolean {
  if (!clause) return false;
  const inside = words.filter((word) => word.start >= clause.start && word.end <= clause.end && !word.silent);
  const hasCommand = inside.some(isCommandWord) || inside.every((word) => word.span);
  const stated =
    (/[了过]/.test(sentence.text.slice(clause.start, clause.end)) ||
      (!inside.some(isCommandWord) && inside.some((word) => word.span?.readings[0]?.kind === 'period'))) &&
    inside.some((word) => word.span?.readings[0]?.kind === 'activity_kind');
  return (
    hasCommand &&
    !stated &&
    inside.every((word) => isCommandWord(word) || word.span !== undefined || COMMAND_OBJECTS.has(word.text))
  );
}

/** What one tells to write or to write about. */
const COMMAND_OBJECTS: ReadonlySet<string> = new Set([
  '跟进',
  '线索',
  '客户',
  '商机',
  '记录',
  '一条',
  '一次',
  '一笔',
  '一个',
  '条',
  '次',
  '给',
  '往来',
  '上',
  '里',
  '新',
  '情况',
  '内容',
  '一',
  '动态',
  '系统',
  '进',
  '到',
  '里面',
  '进去',
  '交付',
  '问题',
]);

function isCommandWord(word: Token): boolean {
  return word.meanings.some((meaning) => COMMAND_MEANINGS.has(meaning));
}

/** Words end before the clause that holds another argument. */
function endOfWords({ text }: ReadSentence, from: number, used: ReadonlySet<Span>): number {
  const next = Math.min(text.length, ...[...used].map((span) => span.start).filter((start) => start > from));
  if (next === text.length) return next;
  const clause = text.slice(from, next).search(/[,，。;；](?!.*[,，。;；])/u);
  return clause < 0 ? next : from + clause;
}

/** What names two characters or more, for words that say how many there are. */
const CHARACTERS = /(?:这(?:个|[一二两三四几]个)|[0-9一二两三四几]个)?字(?:样|眼)?$/u;

/** «说过什么»: asks what was said, and names nothing. */
const ASKS_WHAT = /^(?:什|哪|啥|多少|几)|^.$/u;

/** What is said around words that are looked for: «有人提到要退款吗». */
const ASIDE = /^(?:想要|要|想|了|过)|(?:了|过|没有|没)?[吗呢么嘛吧啊]$/gu;

/** A short name after one of the slot's cue words: 「名字带光伏的客户」. */
export function nameAfterCue(
  slot: DeclaredSlot,
  sentence: ReadSentence,
): { text: string; start: number; end: number } | undefined {
  for (const cue of slot.cue?.toSorted((a, b) => b.length - a.length) ?? []) {
    const at = sentence.text.indexOf(cue);
    const from = at + cue.length;
    const name =
      at < 0
        ? null
        : /^([是为有含带：:\s]*)([^的,，。;；\s]{2,16}?)(?=(?:这|[一二两三四几])?个?字|字样|的|客户|公司的|$|[,，。;；\s])/u.exec(
            sentence.text.slice(from),
          );
    const text = name?.[2]?.replace(CHARACTERS, '').replace(slot.slot === 'quoted' ? ASIDE : '', '');
    if (name && text && !(slot.slot === 'quoted' && ASKS_WHAT.test(text))) {
      const start = from + (name[1] ?? '').length;
      return { text, start, end: start + text.length };
    }
  }
  return undefined;
}

/** Meanings that begin a further order rather than a remark. */
const ORDERS: ReadonlySet<string> = new Set([
  'change',
  'advance',
  'put',
  'strip',
  'note',
  'create',
  'transfer',
  'plan',
  'done',
  'see',
  'giveup',
  'claim',
  'merge',
]);

/** A remark after everything the request is made of: 「回访做完了，客户很满意」. */
export function remarkAtEnd(sentence: ReadSentence, used: ReadonlySet<Span>): string | undefined {
  const last = Math.max(0, ...[...used].map((span) => span.end));
  const [first, ...rest] = clausesOf(sentence.text).filter((clause) => clause.start >= last);
  // What still belongs to the clause of the last argument is no remark.
  const clauses = first && BREAK.test(sentence.text[first.start - 1] ?? '') ? [first, ...rest] : rest;
  const [start] = clauses;
  const end = clauses.at(-1);
  if (!start || !end) return undefined;
  const lead = tokenise(sentence.pieces).find((word) => word.start >= start.start && !word.silent);
  if (!lead || lead.meanings.some((meaning) => ORDERS.has(meaning))) return undefined;
  const text = sentence.rawSlice(start.start, end.end).trim();
  return text.length >= 3 ? text : undefined;
}

const TITLE =
  /(?:[a-z]{0,4}[\p{Script=Han}]{0,4}(?:总经理|副总裁|副总|总监|经理|主任|工程师|主管|部长|科长|处长|厂长|店长|总裁|董事长|专员|校长|院长|老板|助理|会计|总工|负责人)|ceo|cto|cfo|coo|cio|采购|财务)/giu;

/** A job title outside the names: only asked for where the slot is one. */
export function titleIn(sentence: ReadSentence, used: ReadonlySet<Span>): string | undefined {
  for (const hit of sentence.text.matchAll(TITLE)) {
    const overlap = Math.max(
      0,
      ...[...used]
        .filter((span) => span.start <= hit.index && span.end > hit.index)
        .map((span) => span.end - hit.index),
    );
    const title = sentence
      .rawSlice(hit.index + overlap, hit.index + hit[0].length)
      .replace(/^(?:职务|职位|的|是|一个|个|了|来|新|人)+/u, '');
    if (title.length >= 2) return title;
  }
  return undefined;
}
