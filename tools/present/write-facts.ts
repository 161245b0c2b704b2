import type { AnswerPart } from '../../kernel/contracts/chat.ts';
import { maskText } from '../../kernel/mask.ts';
import { writeCell } from './write-cell.ts';

/** Rows a model is shown of a table. */
const MOST_ROWS = 40;
/** Characters of one cell; a long note is data a model does not need whole. */
const LONGEST_CELL = 160;

/**
 * What a model reads: the sentences, what was filtered, and each table row by row. Phone numbers are hidden: the person sees
 * them in the table, a vendor's model need not.
 */
export function writeFacts(text: string, parts: readonly AnswerPart[]): string {
  const lines = [text];
  for (const part of parts) {
    if (part.type === 'filter') lines.push(`范围：${part.sentence}`);
    if (part.type === 'table') lines.push(...tableLines(part));
  }
  return maskText(lines.join('\n'));
}

function tableLines(part: AnswerPart & { type: 'table' }): string[] {
  if (part.rows.length === 0) return [];
  const shown = part.rows.slice(0, MOST_ROWS);
  const total = part.total ?? part.rows.length;
  const head = `${part.title ?? '表格'}（共 ${total} 行${total > shown.length ? `，列出前 ${shown.length} 行` : ''}）`;
  const rows = shown.map((row) =>
    part.columns.map(({ key, format }) => shorten(writeCell(row[key] ?? null, format))).join(' | '),
  );
  return [head, part.columns.map(({ label }) => label).join(' | '), ...rows];
}

function shorten(cell: string): string {
  const line = cell.replaceAll(/\s+/g, ' ');
  return line.length > LONGEST_CELL ? `${line.slice(0, LONGEST_CELL)}…` : line;
}
