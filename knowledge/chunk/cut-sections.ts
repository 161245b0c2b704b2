import type { Block } from '../parse/block.ts';
import { splitLines } from './split-sentences.ts';

/** The larger piece that gives its passages their context. */
export interface RawSection {
  /** Headings over it, outermost first. */
  readonly path: readonly string[];
  readonly lines: readonly string[];
  readonly page: number | null;
  readonly pair: Extract<Block, { kind: 'pair' }> | null;
}

/** Characters a section may have before it is cut at a paragraph. */
const LONGEST = 1200;
/** Below these an introduction joins the heading it leads to, and a section its neighbour: its own heading says more. */
const SHORTEST_LEAD = 80;
const SHORTEST = 20;

/** Blocks under their headings, in pieces one can read as a whole. A pair of question and answer is a piece of its own. */
export function cutSections(blocks: readonly Block[]): RawSection[] {
  const sections: RawSection[] = [];
  const headings: { level: number; text: string }[] = [];
  let lines: string[] = [];
  let page: number | null = null;
  const path = (): string[] => headings.map(({ text }) => text);
  const flush = (): void => {
    if (lines.length > 0) sections.push({ path: path(), lines, page, pair: null });
    lines = [];
    page = null;
  };
  for (const block of blocks) {
    if (block.kind === 'heading') {
      flush();
      while (headings.length > 0 && (headings.at(-1)?.level ?? 0) >= block.level) headings.pop();
      headings.push({ level: block.level, text: block.text });
    } else if (block.kind === 'pair') {
      flush();
      const group = block.group && block.group !== headings.at(-1)?.text ? [block.group] : [];
      sections.push({ path: [...path(), ...group], lines: block.answer.split('\n'), page: null, pair: block });
    } else {
      if (lines.length > 0 && lengthOf(lines) + block.text.length > LONGEST) flush();
      page ??= block.page ?? null;
      for (const line of fitting(block.text)) {
        if (lines.length > 0 && lengthOf(lines) + line.length > LONGEST) flush();
        page ??= block.page ?? null;
        lines.push(line);
      }
    }
  }
  flush();
  return joinShort(sections);
}

/** Lines of a block, none longer than a section. */
function fitting(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    if (line.length <= LONGEST) return line.trim() === '' ? [] : [line];
    const pieces: string[] = [];
    for (const sentence of splitLines(line).flat()) {
      const last = pieces.at(-1);
      if (last !== undefined && last.length + sentence.length <= LONGEST) pieces[pieces.length - 1] = last + sentence;
      else pieces.push(...(sentence.match(new RegExp(`.{1,${LONGEST}}`, 'gsu')) ?? []));
    }
    return pieces;
  });
}

/** A section of a few words joins the one before it when both stand under the same heading. */
function joinShort(sections: readonly RawSection[]): RawSection[] {
  const joined: RawSection[] = [];
  for (const section of sections) {
    const last = joined.at(-1);
    if (last && !last.pair && !section.pair && isShort(last, section) && canJoin(last, section))
      joined[joined.length - 1] = joinTwo(last, section);
    else joined.push(section);
  }
  return joined;
}

/** Words that only lead to the next heading go under it; else the headings that differ become lines. */
function joinTwo(a: RawSection, b: RawSection): RawSection {
  const common = commonPath(a.path, b.path);
  const leads = common.length === a.path.length;
  return {
    path: leads ? b.path : common,
    lines: leads ? [...a.lines, ...b.lines] : [...withLeaf(a, b.path), ...withLeaf(b, a.path)],
    page: a.page,
    pair: null,
  };
}

function isShort(a: RawSection, b: RawSection): boolean {
  const leads = commonPath(a.path, b.path).length === a.path.length;
  return lengthOf(a.lines) < (leads ? SHORTEST_LEAD : SHORTEST) || lengthOf(b.lines) < SHORTEST;
}

function canJoin(a: RawSection, b: RawSection): boolean {
  const common = commonPath(a.path, b.path).length;
  return (
    common >= Math.max(a.path.length, b.path.length) - 1 &&
    common > 0 &&
    lengthOf(a.lines) + lengthOf(b.lines) <= LONGEST / 3
  );
}

function commonPath(a: readonly string[], b: readonly string[]): string[] {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return a.slice(0, length);
}

/** A heading that is not shared becomes a line. */
function withLeaf(section: RawSection, other: readonly string[]): string[] {
  const own = section.path.slice(commonPath(section.path, other).length);
  return [...own, ...section.lines];
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}
