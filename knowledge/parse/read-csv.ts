import { parse } from 'csv-parse/sync';
import { knowledgeError } from '../errors.ts';
import type { FileInput, ParsedFile } from './block.ts';
import { decodeText } from './decode-text.ts';
import { LIMITS } from './limits.ts';
import { blocksOfRows } from './table-rows.ts';

const DELIMITERS = [',', '\t', ';'] as const;

/**
 * Reads a table of text: questions and answers become pairs, other rows records.
 * @throws AppError `knowledge.file_damaged`, `knowledge.file_too_long`
 */
export function readCsv(file: FileInput): ParsedFile {
  const text = decodeText(file.bytes);
  const head = text.slice(0, text.indexOf('\n') < 0 ? text.length : text.indexOf('\n'));
  const delimiter = DELIMITERS.toSorted((a, b) => head.split(b).length - head.split(a).length)[0] ?? ',';
  const rows = rowsOf(text, delimiter);
  if (rows.length > LIMITS.rows)
    throw knowledgeError('knowledge.file_too_long', { details: { what: `超过 ${LIMITS.rows} 行` } });
  const blocks = blocksOfRows(rows.map((row) => row.slice(0, LIMITS.columns).map((cell) => cell.trim())));
  return { format: 'csv', title: null, blocks, fields: {}, warnings: [] };
}

function rowsOf(text: string, delimiter: string): string[][] {
  try {
    return parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      to: LIMITS.rows + 1,
    });
  } catch (thrown) {
    throw knowledgeError('knowledge.file_damaged', { cause: thrown });
  }
}
