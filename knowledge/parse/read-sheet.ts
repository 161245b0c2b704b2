import { knowledgeError } from '../errors.ts';
import type { Block, FileInput, ParsedFile } from './block.ts';
import { LIMITS } from './limits.ts';
import { readArchive } from './read-archive.ts';
import { repack } from './repack.ts';
import { blocksOfRows } from './table-rows.ts';

/** All of the workbook but pictures, drawings, macros and what lies outside. */
const PARTS =
  /^(?:\[Content_Types\]\.xml|_rels\/.*|docProps\/.*|xl\/(?!(?:media|drawings|embeddings|externalLinks|activeX|ctrlProps|printerSettings)\/).*\.(?:xml|rels))$/i;

/**
 * Reads a workbook, one sheet after the other; cells as they are shown, formulas by their last value.
 * @throws AppError `knowledge.file_damaged`, `knowledge.file_bomb`, `knowledge.file_encrypted`, `knowledge.file_too_long`
 */
export async function readSheet(file: FileInput, kind: 'xlsx' | 'xls'): Promise<ParsedFile> {
  const bytes = kind === 'xlsx' ? repack(readArchive(file.bytes), PARTS) : file.bytes;
  const { read, utils } = await import('@e965/xlsx');
  const book = (() => {
    try {
      return read(bytes, {
        type: 'array',
        cellHTML: false,
        cellFormula: false,
        dense: true,
        sheetRows: LIMITS.rows + 1,
      });
    } catch (thrown) {
      if (/password|encrypt/i.test(String((thrown as Error).message)))
        throw knowledgeError('knowledge.file_encrypted', { cause: thrown });
      throw knowledgeError('knowledge.file_damaged', { cause: thrown });
    }
  })();
  const blocks: Block[] = [];
  let rows = 0;
  for (const name of book.SheetNames) {
    const sheet = book.Sheets[name];
    if (!sheet) continue;
    const table = utils.sheet_to_json<unknown[]>(sheet, { header: 1, raw: false, defval: '', blankrows: false });
    rows += table.length;
    if (rows > LIMITS.rows)
      throw knowledgeError('knowledge.file_too_long', { details: { what: `超过 ${LIMITS.rows} 行` } });
    const found = blocksOfRows(
      table.map((row) => row.slice(0, LIMITS.columns).map((cell) => String(cell ?? '').trim())),
    );
    if (found.length > 0 && book.SheetNames.length > 1) blocks.push({ kind: 'heading', level: 2, text: name });
    blocks.push(...found);
  }
  return { format: 'xlsx', title: null, blocks, fields: {}, warnings: [] };
}
