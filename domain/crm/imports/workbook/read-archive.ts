import { inflateRawSync } from 'node:zlib';

/** What is wrong with a workbook, in the part of its error code behind `crm.import_workbook_`. */
export type WorkbookFault = 'damaged' | 'encrypted' | 'too_large' | 'other_format' | 'no_sheet' | 'empty' | 'too_wide';

/** Thrown inside the worker; the other side makes the error a person reads of it. */
export class WorkbookError extends Error {
  readonly fault: WorkbookFault;

  constructor(fault: WorkbookFault) {
    super(fault);
    this.fault = fault;
  }
}

/** Bytes of all parts together after decompression. A hundred thousand rows of twenty columns take about half of it. */
const LARGEST = 314_572_800;
const MOST_PARTS = 2000;

/** The parts that say what stands in the cells. Macros, pictures, charts and links to other files are never opened. */
const NEEDED = /^(\[Content_Types\]\.xml|_rels\/\.rels|xl\/(_rels\/)?[^/]+\.(xml|rels)|xl\/worksheets\/[^/]+\.xml)$/i;

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;

/**
 * Takes the needed parts out of a workbook (a ZIP archive), each read to its real end: sizes an archive claims are not
 * believed, and what would grow beyond 300 MB is stopped.
 *
 * @throws WorkbookError
 */
export function readArchive(file: Buffer): Map<string, Buffer> {
  const end = endOf(file);
  const count = file.readUInt16LE(end + 10);
  let at = file.readUInt32LE(end + 16);
  if (count === 0 || count > MOST_PARTS) throw new WorkbookError(count === 0 ? 'damaged' : 'too_large');
  const parts = new Map<string, Buffer>();
  const names: string[] = [];
  let left = LARGEST;
  for (let part = 0; part < count; part += 1) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== ENTRY) throw new WorkbookError('damaged');
    const nameLength = file.readUInt16LE(at + 28);
    const name = file.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/');
    names.push(name);
    if (NEEDED.test(name)) {
      const content = contentOf(file, at, left);
      left -= content.length;
      parts.set(name, content);
    }
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  if (!names.some((name) => /^xl\/workbook\.xml$/i.test(name))) throw new WorkbookError('other_format');
  return parts;
}

/** Place of the record every archive ends with; a comment of up to 64 KB may follow it. */
function endOf(file: Buffer): number {
  for (let at = file.length - 22; at >= 0 && at >= file.length - 65_557; at -= 1) {
    if (file.readUInt32LE(at) === END) return at;
  }
  throw new WorkbookError('damaged');
}

function contentOf(file: Buffer, entry: number, left: number): Buffer {
  if ((file.readUInt16LE(entry + 8) & 1) === 1) throw new WorkbookError('encrypted');
  const method = file.readUInt16LE(entry + 10);
  const size = file.readUInt32LE(entry + 20);
  const local = file.readUInt32LE(entry + 42);
  if (local + 30 > file.length || file.readUInt32LE(local) !== LOCAL) throw new WorkbookError('damaged');
  const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
  if (start + size > file.length) throw new WorkbookError('damaged');
  const packed = file.subarray(start, start + size);
  if (method === 0 && size <= left) return packed;
  if (method !== 8) throw new WorkbookError(method === 0 ? 'too_large' : 'damaged');
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, left) });
  } catch (thrown) {
    throw new WorkbookError((thrown as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? 'too_large' : 'damaged');
  }
}
