import { Zip, ZipDeflate } from 'fflate';
import type { FileWriter } from './export-list.ts';
import type { TableColumn } from './table-columns.ts';
import { sheetEnd, sheetRow, sheetStart, workbookParts } from './workbook-xml.ts';

/** Rows a sheet can hold, the headings included. */
const MOST_ROWS = 1_048_576;

/** One part of the archive, compressed as it is written. */
class Part {
  readonly #file: ZipDeflate;

  constructor(zip: Zip, name: string) {
    this.#file = new ZipDeflate(name, { level: 6 });
    zip.add(this.#file);
  }

  write(text: string, last = false): void {
    this.#file.push(Buffer.from(text), last);
  }
}

/**
 * A list as a workbook, row by row without holding it: texts are text cells whatever they begin with, so none is a
 * formula; amounts are numbers, days and moments (local time) real dates. What does not fit on one sheet goes on on the next.
 */
export function xlsxWriter(title: string, mostRows = MOST_ROWS): FileWriter {
  return async function* (columns, pages) {
    const done: Uint8Array[] = [];
    const zip = new Zip((error, piece) => {
      if (error) throw error;
      done.push(piece);
    });
    let sheet = startSheet(zip, columns, 1);
    let [sheets, used] = [1, 1];
    for await (const page of pages) {
      let text = '';
      for (const row of page) {
        if (used === mostRows) {
          sheet.write(text + sheetEnd(columns.length, used), true);
          [text, sheets, used] = ['', sheets + 1, 1];
          sheet = startSheet(zip, columns, sheets);
        }
        used += 1;
        text += sheetRow(
          used,
          columns.map((column) => ({ kind: column.kind, value: column.read(row) })),
        );
      }
      sheet.write(text);
      yield* done.splice(0);
    }
    sheet.write(sheetEnd(columns.length, used), true);
    for (const [name, text] of Object.entries(workbookParts(title, sheets))) new Part(zip, name).write(text, true);
    zip.end();
    yield* done.splice(0);
  };
}

function startSheet(zip: Zip, columns: readonly TableColumn[], number: number): Part {
  const part = new Part(zip, `xl/worksheets/sheet${number}.xml`);
  part.write(sheetStart(columns.map(({ heading }) => heading)));
  return part;
}
