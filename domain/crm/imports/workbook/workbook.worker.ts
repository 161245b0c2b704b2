import { parentPort, workerData } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import XLSX from '@e965/xlsx';
import { zipSync } from 'fflate';
import { keepDigits } from './exact-digits.ts';
import { readArchive, WorkbookError, type WorkbookFault } from './read-archive.ts';
import { sheetTable } from './sheet-table.ts';
import type { WorkbookAnswer, WorkbookQuestion } from './read-workbook.ts';

/**
 * Runs in a thread of its own: reading a large workbook takes seconds and hundreds of megabytes, which must neither hold
 * up the service nor be taken from its heap.
 */
function answer({ content, sheet }: WorkbookQuestion): WorkbookAnswer {
  const parts = readArchive(Buffer.from(content));
  for (const [name, part] of parts) if (/^xl\/worksheets\//i.test(name)) parts.set(name, keepDigits(part));
  // Only the parts that were measured reach the reader.
  const archive = zipSync(Object.fromEntries(parts), { level: 0 });
  parts.clear();
  const outline = read(archive, { sheets: [] });
  const names = outline.SheetNames;
  const date1904 = outline.Workbook?.WBProps?.date1904 === true;
  const isHidden = (name: string): boolean =>
    (outline.Workbook?.Sheets?.find((one) => one.name === name)?.Hidden ?? 0) > 0;
  const wanted =
    sheet === undefined ? [...names.filter((name) => !isHidden(name)), ...names.filter(isHidden)] : [sheet];
  if (wanted.some((name) => !names.includes(name))) throw new WorkbookError('no_sheet');
  for (const name of wanted) {
    const { Sheets: sheets } = read(archive, { sheets: name });
    const found = sheets[name];
    const table = found && sheetTable(found, date1904);
    if (table !== undefined) return { sheets: names, sheet: name, table: gzipSync(table, { level: 3 }) };
  }
  throw new WorkbookError('empty');
}

function read(archive: Uint8Array, options: XLSX.ParsingOptions): XLSX.WorkBook {
  return XLSX.read(archive, {
    type: 'array',
    dense: true,
    cellFormula: false,
    cellHTML: false,
    cellText: false,
    cellNF: true,
    ...options,
  });
}

function answerOrFault(question: WorkbookQuestion): WorkbookAnswer | { fault: WorkbookFault } {
  try {
    return answer(question);
  } catch (thrown) {
    return { fault: thrown instanceof WorkbookError ? thrown.fault : 'damaged' };
  }
}

// eslint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.postMessage(answerOrFault(workerData as WorkbookQuestion));
