import { inflateRawSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { knowledgeError } from '../errors.ts';
import { LIMITS } from './limits.ts';

/** A file inside a ZIP archive. It is only unpacked when `read` is called, and never beyond the limits. */
export interface ArchiveEntry {
  readonly path: string;
  /** Bytes as the archive declares them; only `read` knows the truth. */
  readonly size: number;
  readonly encrypted: boolean;
  /** @throws AppError `knowledge.file_bomb`, `knowledge.file_encrypted`, `knowledge.file_damaged` */
  read(): Uint8Array;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
const ZIP64 = 0xffffffff;

/**
 * The entries of a ZIP archive by its central directory (PKWARE APPNOTE 6.3). All entries share one budget of unpacked
 * bytes, so that nested, overlapping or lying entries cannot grow without end.
 *
 * @throws AppError `knowledge.file_damaged`, `knowledge.file_bomb`
 */
export function readArchive(bytes: Uint8Array): ArchiveEntry[] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const count = view.readUInt16LE(end + 10);
  if (count > LIMITS.entries) throw knowledgeError('knowledge.file_bomb');
  const budget = { left: LIMITS.inflated };
  const entries: ArchiveEntry[] = [];
  let at = view.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > view.length || view.readUInt32LE(at) !== DIRECTORY_ENTRY) throw damaged();
    const nameLength = view.readUInt16LE(at + 28);
    const next = at + 46 + nameLength + view.readUInt16LE(at + 30) + view.readUInt16LE(at + 32);
    if (next > view.length) throw damaged();
    const entry = entryAt(view, at, view.subarray(at + 46, at + 46 + nameLength), budget);
    if (!entry.path.endsWith('/')) entries.push(entry);
    at = next;
  }
  return entries;
}

function findEnd(view: Buffer): number {
  const first = Math.max(0, view.length - 65_557);
  for (let at = view.length - 22; at >= first; at -= 1) if (view.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  throw damaged();
}

function entryAt(view: Buffer, at: number, name: Buffer, budget: { left: number }): ArchiveEntry {
  const flags = view.readUInt16LE(at + 8);
  const method = view.readUInt16LE(at + 10);
  const packed = view.readUInt32LE(at + 20);
  const size = view.readUInt32LE(at + 24);
  const offset = view.readUInt32LE(at + 42);
  const encrypted = (flags & 1) !== 0;
  return {
    path: nameOf(name, (flags & 0x800) !== 0).replaceAll('\\', '/'),
    size,
    encrypted,
    read: () => {
      if (encrypted) throw knowledgeError('knowledge.file_encrypted');
      if (size === ZIP64 || packed === ZIP64) throw knowledgeError('knowledge.file_bomb');
      const data = dataAt(view, offset, packed);
      if (method === STORED) return spend(budget, data);
      if (method !== DEFLATED) throw damaged();
      return spend(budget, inflate(data, budget.left));
    },
  };
}

/** Names without the UTF-8 mark come from Chinese Windows, unless their bytes are UTF-8 anyway. */
function nameOf(name: Buffer, isUtf8: boolean): string {
  if (isUtf8) return name.toString('utf8');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(name);
  } catch {
    return iconv.decode(name, 'gb18030');
  }
}

function dataAt(view: Buffer, offset: number, length: number): Buffer {
  if (offset + 30 > view.length || view.readUInt32LE(offset) !== LOCAL_HEADER) throw damaged();
  const start = offset + 30 + view.readUInt16LE(offset + 26) + view.readUInt16LE(offset + 28);
  if (start + length > view.length) throw damaged();
  return view.subarray(start, start + length);
}

/** Stops as soon as the output passes what may be; the declared size is not believed. */
function inflate(data: Buffer, left: number): Buffer {
  const most = Math.max(1, Math.min(left, Math.max(LIMITS.ratioFrom, data.length * LIMITS.ratio)));
  try {
    return inflateRawSync(data, { maxOutputLength: most });
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw knowledgeError('knowledge.file_bomb');
    throw damaged(thrown);
  }
}

function spend(budget: { left: number }, data: Buffer): Uint8Array {
  budget.left -= data.length;
  if (budget.left < 0) throw knowledgeError('knowledge.file_bomb');
  return data;
}

function damaged(cause?: unknown): Error {
  return knowledgeError('knowledge.file_damaged', cause === undefined ? {} : { cause });
}
