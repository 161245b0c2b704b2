import { AppError } from '../../kernel/errors.ts';
import { knowledgeError } from '../errors.ts';
import type { FileInput, ParsedFile } from './block.ts';
import { detectFormat } from './detect-format.ts';
import { LIMITS } from './limits.ts';
import { readCsv } from './read-csv.ts';
import { readDocx } from './read-docx.ts';
import { readHtml } from './read-html.ts';
import { readMarkdown } from './read-markdown.ts';
import { readPdf } from './read-pdf.ts';
import { readSheet } from './read-sheet.ts';
import { readText } from './read-text.ts';

/**
 * Reads a file by what it really is. Never fetches anything and never runs what is inside.
 * @throws AppError `knowledge.file_*` with the sentence for the person; nothing else
 */
export async function parseFile(file: FileInput): Promise<ParsedFile> {
  try {
    if (file.bytes.length > LIMITS.file)
      throw knowledgeError('knowledge.file_too_large', { details: { most: LIMITS.file / 1_048_576 } });
    const { kind, mislabelled } = await detectFormat(file.name, file.bytes);
    const parsed = await readAs(kind, file);
    const named = /\.[a-z0-9]+$/i.exec(file.name)?.[0] ?? '';
    const warning = `文件后缀是 ${named}，实际是 ${parsed.format.toUpperCase()}，已按实际内容读取。`;
    return mislabelled ? { ...parsed, warnings: [warning, ...parsed.warnings] } : parsed;
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    throw knowledgeError('knowledge.file_damaged', { cause: thrown });
  }
}

async function readAs(kind: Awaited<ReturnType<typeof detectFormat>>['kind'], file: FileInput): Promise<ParsedFile> {
  switch (kind) {
    case 'markdown':
      return await readMarkdown(file);
    case 'html':
      return await readHtml(file);
    case 'pdf':
      return await readPdf(file);
    case 'docx':
      return await readDocx(file);
    case 'xlsx':
    case 'xls':
      return await readSheet(file, kind);
    case 'csv':
      return readCsv(file);
    case 'zip':
      throw knowledgeError('knowledge.file_unsupported', { details: { what: '压缩包里的压缩包' } });
    default:
      return readText(file);
  }
}
