import { knowledgeError } from '../errors.ts';
import type { Block, FileInput, ParsedFile } from './block.ts';
import { dropRepeatedLines, type PageLine } from '../clean/drop-repeated-lines.ts';
import { LIMITS } from './limits.ts';
import { headingLevel } from './read-text.ts';

interface TextItem {
  readonly str: string;
  readonly hasEOL: boolean;
  readonly height: number;
  readonly transform: readonly number[];
}

const LONGEST_HEADING = 40;
/** How much larger than the running text a heading is set. */
const LARGER = 1.15;
/** Glyphs that do not sit on one line differ by more than this share of their height. */
const SAME_LINE = 0.6;

/**
 * Reads the words of a PDF page by page: running heads and page numbers go, larger lines become headings, broken lines
 * are joined. Scripts are not run, nothing is fetched.
 *
 * @throws AppError `knowledge.file_encrypted`, `knowledge.file_damaged`, `knowledge.file_too_long`, `knowledge.file_no_text`
 */
export async function readPdf(file: FileInput): Promise<ParsedFile> {
  const { getDocumentProxy } = await import('unpdf');
  const pdf = await getDocumentProxy(new Uint8Array(file.bytes), {
    stopAtErrors: false,
    verbosity: 0,
    disableFontFace: true,
  }).catch((thrown: unknown) => {
    const named = thrown instanceof Error ? thrown.name : '';
    throw knowledgeError(named === 'PasswordException' ? 'knowledge.file_encrypted' : 'knowledge.file_damaged', {
      cause: thrown,
    });
  });
  if (pdf.numPages > LIMITS.pages)
    throw knowledgeError('knowledge.file_too_long', { details: { what: `超过 ${LIMITS.pages} 页` } });
  const pages: PageLine[][] = [];
  const unreadable: number[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    try {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      pages.push(linesOf(items as unknown as TextItem[]));
      page.cleanup();
    } catch {
      pages.push([]);
      unreadable.push(number);
    }
  }
  const info = await pdf.getMetadata().catch(() => undefined);
  await pdf.loadingTask.destroy().catch(() => undefined);
  if (unreadable.length === pages.length && pages.length > 0) throw knowledgeError('knowledge.file_damaged');
  const blocks = blocksOfLines(dropRepeatedLines(pages));
  if (blocks.length === 0) throw knowledgeError('knowledge.file_no_text');
  const title = (info?.info as { Title?: string } | undefined)?.Title?.trim();
  const warnings = unreadable.length > 0 ? [`第 ${unreadable.slice(0, 10).join('、')} 页读不出来，已跳过。`] : [];
  return { format: 'pdf', title: isTelling(title) ? title : null, blocks, fields: {}, warnings };
}

/** What writing programs put there by themselves tells nothing. */
function isTelling(title: string | undefined): title is string {
  return (
    title !== undefined &&
    title.length >= 2 &&
    !/^(?:untitled|无标题|microsoft word|.*\.(?:docx?|pptx?|xlsx?|indd))/i.test(title)
  );
}

function linesOf(items: readonly TextItem[]): PageLine[] {
  const lines: PageLine[] = [];
  let text = '';
  let height = 0;
  let y: number | undefined;
  const flush = (): void => {
    const line = text.replaceAll(BETWEEN_HAN, '').trim();
    if (line !== '') lines.push({ text: line, height });
    text = '';
    height = 0;
  };
  for (const item of items) {
    const at = item.transform[5] ?? 0;
    if (y !== undefined && item.str !== '' && Math.abs(at - y) > Math.max(2, (item.height || height) * SAME_LINE))
      flush();
    if (item.str !== '') y = at;
    text += item.str;
    height = Math.max(height, Math.round(item.height * 10) / 10);
    if (item.hasEOL) flush();
  }
  flush();
  return lines;
}

function blocksOfLines(pages: readonly (readonly PageLine[])[]): Block[] {
  const body = bodyHeight(pages);
  const blocks: Block[] = [];
  for (const [index, lines] of pages.entries()) {
    let paragraph = '';
    const page = index + 1;
    const flush = (): void => {
      if (paragraph !== '') blocks.push({ kind: 'text', text: paragraph, page });
      paragraph = '';
    };
    for (const line of lines) {
      const level = levelOf(line, body);
      if (level !== undefined) {
        flush();
        blocks.push({ kind: 'heading', level, text: line.text, page });
        continue;
      }
      paragraph = joinLine(paragraph, line.text);
      if (/[。！？!?：:；;]$/u.test(line.text)) flush();
    }
    flush();
  }
  return blocks;
}

function levelOf(line: PageLine, body: number): number | undefined {
  const numbered = headingLevel(line.text);
  if (numbered !== undefined) return numbered;
  if (line.height < body * LARGER || line.text.length > LONGEST_HEADING || /[。；，,]$/u.test(line.text))
    return undefined;
  return line.height >= body * 1.6 ? 1 : 2;
}

/** The size most characters are set in. */
function bodyHeight(pages: readonly (readonly PageLine[])[]): number {
  const sizes = new Map<number, number>();
  for (const line of pages.flat()) sizes.set(line.height, (sizes.get(line.height) ?? 0) + line.text.length);
  return [...sizes].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 10;
}

/** Between two Chinese characters a blank is left over from the page's layout. */
const BETWEEN_HAN = /(?<=[\p{Script=Han}，。；：！？、）】》」』])\s+(?=[\p{Script=Han}，。；：！？、（【《「『])/gu;

const WIDE = /[\p{Script=Han}\p{P}\u3000-\u303F\uFF00-\uFFEF]/u;

/** Chinese lines are joined without a blank, words of other scripts with one. */
function joinLine(text: string, line: string): string {
  if (text === '') return line;
  if (/^(?:[-•·●▪]|\d{1,2}[.、)）]|[（(]\d{1,2}[）)])/u.test(line)) return `${text}\n${line}`;
  return WIDE.test(text.at(-1) ?? '') || WIDE.test(line[0] ?? '') ? text + line : `${text} ${line}`;
}
