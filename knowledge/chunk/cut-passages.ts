import { splitLines, splitSentences } from './split-sentences.ts';

/** Characters of a passage: what it should reach, and what it may not pass. */
const WANTED = 260;
const LONGEST = 420;

/**
 * Small pieces for the search: whole sentences, whole lines where they fit, none longer than 420 characters. Pieces of one
 * text, joined by line breaks or nothing, are the text again: there is no overlap.
 */
export function cutPassages(lines: readonly string[]): string[] {
  const passages: string[] = [];
  let open = '';
  const flush = (): void => {
    if (open !== '') passages.push(open);
    open = '';
  };
  for (const line of lines) {
    if (open.length + line.length + 1 <= LONGEST && (open.length < WANTED || line.length < LONGEST - WANTED)) {
      open = open === '' ? line : `${open}\n${line}`;
      if (open.length >= WANTED) flush();
      continue;
    }
    if (open.length >= WANTED / 2) flush();
    let first = open !== '';
    for (const sentence of splitSentences(line, LONGEST)) {
      if (open !== '' && open.length + sentence.length + 1 > LONGEST) {
        flush();
        first = false;
      }
      open = open === '' ? sentence : `${open}${first ? '\n' : gap(open, sentence)}${sentence}`;
      first = false;
      if (open.length >= WANTED) flush();
    }
  }
  flush();
  return withoutTail(passages);
}

/** A last piece of a few words belongs to the one before it. */
function withoutTail(passages: readonly string[]): string[] {
  const last = passages.at(-1) ?? '';
  const before = passages.at(-2);
  if (before === undefined || last.length >= WANTED / 4 || before.length + last.length >= LONGEST) return [...passages];
  return [...passages.slice(0, -2), `${before}\n${last}`];
}

function gap(text: string, next: string): string {
  return /[\p{Script=Latin}\d.!?]$/u.test(text) && /^[\p{Script=Latin}\d]/u.test(next) ? ' ' : '';
}

/** The sentences of a passage in their order, lines told apart. */
export function sentencesOf(passage: string): string[] {
  return splitLines(passage).flat();
}
