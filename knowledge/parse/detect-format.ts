import { fileTypeFromBuffer } from 'file-type';
import type { DocumentFormat } from '../../kernel/contracts/knowledge.ts';
import { knowledgeError } from '../errors.ts';

/** How a file must be read; `zip` holds other files, `xls` is the older workbook. */
export type FileKind = DocumentFormat | 'zip' | 'xls';

export interface DetectedFile {
  readonly kind: FileKind;
  /** The ending of the name says something else. */
  readonly mislabelled: boolean;
}

const BY_ENDING: Readonly<Record<string, FileKind>> = {
  md: 'markdown',
  markdown: 'markdown',
  txt: 'text',
  text: 'text',
  log: 'text',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  pdf: 'pdf',
  docx: 'docx',
  xlsx: 'xlsx',
  xlsm: 'xlsx',
  xls: 'xls',
  csv: 'csv',
  tsv: 'csv',
  zip: 'zip',
};
const BY_CONTENT: Readonly<Record<string, FileKind>> = {
  pdf: 'pdf',
  docx: 'docx',
  docm: 'docx',
  xlsx: 'xlsx',
  xlsm: 'xlsx',
  zip: 'zip',
  html: 'html',
};
const TEXTUAL: ReadonlySet<string> = new Set(['markdown', 'text', 'html', 'csv', 'chat']);
/** What one meets and cannot read, in words. */
const UNSUPPORTED: Readonly<Record<string, string>> = {
  rar: ' RAR 压缩包',
  '7z': ' 7z 压缩包',
  gz: ' GZ 压缩包',
  pptx: ' PPT 演示文稿',
  rtf: ' RTF 文档',
  epub: '电子书',
  exe: '程序文件',
  elf: '程序文件',
};
const MEDIA = /^(?:image|audio|video|font)\//;
/** Of compound files: Office before 2007, and whatever Office has encrypted. */
const COMPOUND = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

/**
 * What a file really is: its bytes first, then the ending of its name.
 * @throws AppError `knowledge.file_empty`, `knowledge.file_encrypted`, `knowledge.file_unsupported`
 */
export async function detectFormat(name: string, bytes: Uint8Array): Promise<DetectedFile> {
  if (bytes.length === 0) throw knowledgeError('knowledge.file_empty');
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const named = BY_ENDING[ending];
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.subarray(0, 8).equals(COMPOUND)) return compoundKind(buffer, ending);
  const found = await fileTypeFromBuffer(buffer).catch(() => undefined);
  const kind = found && BY_CONTENT[found.ext];
  // An Office file whose inside is not recognised is still told by its name: the reader of its kind says what is wrong.
  if (kind === 'zip' && (named === 'docx' || named === 'xlsx')) return { kind: named, mislabelled: false };
  if (kind) return { kind, mislabelled: named !== undefined && named !== kind };
  if (found && (MEDIA.test(found.mime) || UNSUPPORTED[found.ext]))
    throw unsupported(UNSUPPORTED[found.ext] ?? (found.mime.startsWith('image/') ? '图片' : '音视频或字体文件'));
  if (named && !TEXTUAL.has(named)) return brokenKind(named, buffer);
  if (buffer.subarray(0, 8192).includes(0) && !hasUtf16Mark(buffer))
    throw unsupported(ending ? ` .${ending} 文件` : '二进制文件');
  if (!named && ending && !looksWritten(buffer)) throw unsupported(` .${ending} 文件`);
  return { kind: named ?? 'text', mislabelled: false };
}

/** Encrypted Office files hold a stream of that name; the older workbook can be read, the older text cannot. */
function compoundKind(buffer: Buffer, ending: string): DetectedFile {
  if (buffer.includes(Buffer.from('EncryptedPackage', 'utf16le'))) throw knowledgeError('knowledge.file_encrypted');
  if (buffer.includes(Buffer.from('Workbook', 'utf16le')) || buffer.includes(Buffer.from('Book', 'utf16le')))
    return { kind: 'xls', mislabelled: ending !== 'xls' };
  throw unsupported('旧版 Word 或 PPT（.doc/.ppt），请另存为 .docx');
}

/** The name promises an Office or PDF file and the bytes are none: read as text where it is text, else damaged. */
function brokenKind(named: FileKind, buffer: Buffer): DetectedFile {
  if (buffer.subarray(0, 8192).includes(0) || !looksWritten(buffer)) throw knowledgeError('knowledge.file_damaged');
  const isHtml = /^\s*(?:<!doctype html|<html|<table)/i.test(buffer.subarray(0, 512).toString('utf8'));
  return { kind: isHtml ? 'html' : named === 'xls' || named === 'xlsx' ? 'csv' : 'text', mislabelled: true };
}

/** Few control characters at the beginning. */
function looksWritten(buffer: Buffer): boolean {
  const head = buffer.subarray(0, 4096);
  let controls = 0;
  for (const byte of head) if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12) controls += 1;
  return controls * 100 <= head.length;
}

function hasUtf16Mark(buffer: Buffer): boolean {
  return (buffer[0] === 0xff && buffer[1] === 0xfe) || (buffer[0] === 0xfe && buffer[1] === 0xff);
}

function unsupported(what: string): Error {
  return knowledgeError('knowledge.file_unsupported', { details: { what } });
}
