import { Readable } from 'node:stream';
import { CsvError, parse, type Options } from 'csv-parse';
import { parse as parseNow } from 'csv-parse/sync';
import { importError } from './errors.ts';

/** One row under the header; 1 is the first. */
export interface TableRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** A file as a table: its header is checked, its rows are read as they are asked for. */
export interface Table {
  readonly delimiter: string;
  readonly columns: string[];
  rows(): AsyncGenerator<TableRow>;
}

const DELIMITERS = [',', ';', '\t'] as const;
const PIECE = 65_536;

/**
 * Finds the delimiter, unless it is known, and the header of a text.
 * @throws AppError `crm.import_empty`, `crm.import_header_empty`, `crm.import_header_duplicate`, `crm.import_broken`
 */
export function readTable(text: string, known?: Table['delimiter']): Table {
  const delimiter = known ?? delimiterOf(text);
  const columns = headerOf(text, delimiter);
  return { delimiter, columns, rows: () => readRows(text, delimiter) };
}

function optionsFor(delimiter: string): Options {
  return {
    delimiter,
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    max_record_size: 1_000_000,
  };
}

/** The delimiter that stands most often in the first line, outside quotes; a comma when none does. */
function delimiterOf(text: string): string {
  const line = (/^[\s\uFEFF]*([^\r\n]*)/.exec(text)?.[1] ?? '').replaceAll(/"(?:[^"]|"")*"/g, '');
  const counts = DELIMITERS.map((delimiter) => ({ delimiter, count: line.split(delimiter).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).delimiter;
}

function headerOf(text: string, delimiter: string): string[] {
  const rows = guarded(() => parseNow(text, { ...optionsFor(delimiter), to: 1 }) as string[][]);
  const columns = (rows[0] ?? []).map((name) => name.trim());
  if (columns.length === 0) throw importError('crm.import_empty');
  const empty = columns.indexOf('');
  if (empty >= 0) throw importError('crm.import_header_empty', { details: { column: empty + 1 } });
  const twice = columns.find((name, at) => columns.indexOf(name) !== at);
  if (twice !== undefined) throw importError('crm.import_header_duplicate', { details: { name: twice } });
  return columns;
}

async function* readRows(text: string, delimiter: string): AsyncGenerator<TableRow> {
  const parser = Readable.from(pieces(text)).pipe(parse(optionsFor(delimiter)));
  let row = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      if (row > 0) yield { row, cells };
      row += 1;
    }
  } catch (thrown) {
    throw brokenFile(thrown);
  } finally {
    parser.destroy();
  }
}

/** The text in pieces, so that a large file does not keep the process from its other work. */
function* pieces(text: string): Generator<string> {
  for (let at = 0; at < text.length;) {
    // A character of two units is never cut in half.
    const cut = text.charCodeAt(at + PIECE - 1) >> 10 === 0x36 ? PIECE + 1 : PIECE;
    yield text.slice(at, at + cut);
    at += cut;
  }
}

function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    throw brokenFile(thrown);
  }
}

function brokenFile(thrown: unknown): unknown {
  if (!(thrown instanceof CsvError)) return thrown;
  return importError('crm.import_broken', {
    details: { line: Number(Reflect.get(thrown, 'lines') ?? 1) },
    cause: thrown,
  });
}
