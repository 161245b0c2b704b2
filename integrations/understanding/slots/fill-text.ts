import type { Capture } from '../ranking/align-phrase.ts';
import { tokenise, type Token } from '../ranking/tokenise.ts';
import type { ReadSentence } from '../reading.ts';
import type { DeclaredSlot } from '../tool-declaration.ts';

const BREAK = /[,，:：。;；!！?？\n]/;
const EDGE = /^[\s,，:：。;；、.!！?？“”"「」的为是成有了个到在]+|[\s,，:：。;；、.!！?？“”"「」的了吧呢啊]+$/gu;
const FRONT_OF_TEXT = /^[\s,，:：。;；、.!！]*(?:(?:说|是|为|一下)[\s,，:：]*)*/u;
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
export function textAfterCue(slot: DeclaredSlot, sentence: ReadSentence): string | undefined {
  for (const cue of slot.cue ?? []) {
    const at = sentence.text.indexOf(cue);
    if (at < 0) continue;
    const text = sentence.rawSlice(at + cue.length, sentence.text.length).replace(FRONT_OF_TEXT, '').replace(/[。.!！\s]+$/u, '');
    if (text.length >= 2) return text;
  }
  return undefined;
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
  const lead = words.find((word) => word.start >= first.start && !word.silent && !isCommandWord(word));
  const start = lead ? Math.max(first.start, lead.start) : first.start;
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
  const stated = /[了过]/.test(sentence.text.slice(clause.start, clause.end)) && inside.some((word) => word.span?.readings[0]?.kind === 'activity_kind');
  return hasCommand && !stated && inside.every((word) => isCommandWord(word) || word.span !== undefined || COMMAND_OBJECTS.has(word.text));
}

/** What one tells to write or to write about. */
const COMMAND_OBJECTS: ReadonlySet<string> = new Set(['跟进', '线索', '客户', '商机', '记录', '一条', '一次', '一笔', '一个', '条', '次', '给', '往来', '上', '里', '新', '情况', '内容', '一', '动态', '系统']);

function isCommandWord(word: Token): boolean {
  return word.meanings.some((meaning) => COMMAND_MEANINGS.has(meaning));
}
