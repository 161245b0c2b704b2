import { createHash } from 'node:crypto';
import { cleanBlocks } from '../clean/clean-blocks.ts';
import { withoutOrders } from '../clean/find-orders.ts';
import { cleanLine } from '../clean/clean-text.ts';
import { knowledgeError } from '../errors.ts';
import { LIMITS } from '../parse/limits.ts';
import type { ParsedFile } from '../parse/block.ts';
import type { DocumentFields, DocumentFormat } from '../../kernel/contracts/knowledge.ts';
import { cutPassages } from './cut-passages.ts';
import { cutSections, type RawSection } from './cut-sections.ts';
import { signatureOf } from './shingles.ts';
import { topicOf } from './topic-of.ts';

export interface CutPassage {
  readonly text: string;
  readonly question: string | null;
  /** Other wordings of the question, for the search only. */
  readonly also: readonly string[];
  readonly topic: string | null;
  readonly textHash: string;
}

export interface CutSection {
  /** «价格政策 > 折扣审批». */
  readonly heading: string;
  readonly text: string;
  readonly page: number | null;
  readonly passages: readonly CutPassage[];
}

/** A document ready to be stored and indexed. */
export interface CutDocument {
  readonly format: DocumentFormat;
  readonly title: string | null;
  readonly fields: DocumentFields;
  readonly warnings: readonly string[];
  readonly sections: readonly CutSection[];
  readonly passages: number;
  readonly characters: number;
  /** SHA-256 of the whole text. */
  readonly textHash: string;
  readonly signature: number[] | null;
}

const ORDERS_FOUND = '文件里有像是给 AI 下指令的句子，回答时不会采用，请核对这份文件的来源。';

/**
 * Cleans what was read and cuts it into sections with their passages.
 * @throws AppError `knowledge.file_no_text`, `knowledge.file_too_long`
 */
export function cutDocument(file: ParsedFile): CutDocument {
  const blocks = cleanBlocks(file.blocks);
  const title = file.title === null ? null : cleanLine(file.title).slice(0, 200) || null;
  const sections = cutSections(blocks).map((section) => cutSection(section, title));
  const text = sections.map((section) => section.text).join('\n');
  if (!/[\p{L}\p{N}]/u.test(text)) throw knowledgeError('knowledge.file_no_text');
  if (text.length > LIMITS.characters)
    throw knowledgeError('knowledge.file_too_long', { details: { what: `超过 ${LIMITS.characters / 10_000} 万字` } });
  const passages = sections.reduce((sum, section) => sum + section.passages.length, 0);
  if (passages > LIMITS.passages)
    throw knowledgeError('knowledge.file_too_long', { details: { what: `超过 ${LIMITS.passages} 段` } });
  return {
    format: file.format,
    title,
    fields: file.fields,
    warnings: text !== withoutOrders(text) ? [...file.warnings, ORDERS_FOUND] : file.warnings,
    sections,
    passages,
    characters: text.length,
    textHash: sha256(sections.map(({ heading, text }) => `${heading}\n${text}`).join('\n')),
    signature: signatureOf(text),
  };
}

function cutSection({ path, lines, page, pair }: RawSection, title: string | null): CutSection {
  // A document's own title over everything would only repeat itself.
  const headings = path.filter((heading, index) => !(index === 0 && heading === title));
  const heading = headings.join(' > ').slice(0, 500);
  const topic = topicOf(pair?.question ?? headings.at(-1) ?? title ?? '');
  const body = lines.join('\n');
  return {
    heading,
    text: pair ? `问：${pair.question}\n答：${body}` : body,
    page,
    passages: cutPassages(lines).map((text) => ({
      text,
      question: pair?.question ?? null,
      also: pair?.also ?? [],
      topic,
      textHash: sha256(`${heading}\n${pair?.question ?? ''}\n${text}`),
    })),
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
