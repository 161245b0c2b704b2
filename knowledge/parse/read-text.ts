import type { Block, FileInput, ParsedFile } from './block.ts';
import { decodeText } from './decode-text.ts';
import { readChat } from './read-chat.ts';

/** «一、适用范围», «（二）流程», «3.2 退款», «第四章 附则»: short lines that number what follows. */
const NUMBERED: readonly (readonly [RegExp, number])[] = [
  [/^第[一二三四五六七八九十百零\d]{1,4}[章篇部编]/u, 1],
  [/^第[一二三四五六七八九十百零\d]{1,4}节/u, 2],
  [/^[一二三四五六七八九十]{1,3}[、.．]\s*\S/u, 2],
  [/^[（(][一二三四五六七八九十]{1,3}[）)]\s*\S/u, 3],
  [/^\d{1,2}\.\d{1,2}\.\d{1,2}\s*\S/u, 4],
  [/^\d{1,2}\.\d{1,2}\s+\S/u, 3],
  [/^[【[][^】\]]{2,24}[】\]]$/u, 3],
];
const LONGEST_HEADING = 30;
const ENDS_SENTENCE = /[。！？!?；;，,：:、]$/u;

/** Reads plain text; a protocol of a chat is recognised by its lines. */
export function readText(file: FileInput): ParsedFile {
  const text = decodeText(file.bytes);
  const chat = readChat(text);
  if (chat) return chat;
  return { format: 'text', title: null, blocks: blocksOfText(text), fields: {}, warnings: [] };
}

/** Paragraphs and numbered headings of plain text; a form feed begins a page. */
export function blocksOfText(text: string): Block[] {
  const pages = text.split('\f');
  return pages.flatMap((page, index) => blocksOfPage(page, pages.length > 1 ? index + 1 : undefined));
}

function blocksOfPage(text: string, page: number | undefined): Block[] {
  const blocks: Block[] = [];
  let lines: string[] = [];
  const at = page === undefined ? {} : { page };
  const flush = (): void => {
    if (lines.length > 0) blocks.push({ kind: 'text', text: lines.join('\n'), ...at });
    lines = [];
  };
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    const level = line === '' ? undefined : headingLevel(line);
    if (line === '' || level !== undefined) flush();
    if (level !== undefined) blocks.push({ kind: 'heading', level, text: line, ...at });
    else if (line !== '') lines.push(line);
  }
  flush();
  return blocks;
}

/** The level of a line that reads as a heading, 1 is highest. */
export function headingLevel(line: string): number | undefined {
  if (line.length > LONGEST_HEADING || ENDS_SENTENCE.test(line)) return undefined;
  return NUMBERED.find(([pattern]) => pattern.test(line))?.[1];
}
