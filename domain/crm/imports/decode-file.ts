import iconv from 'iconv-lite';
import type { ImportView } from '../../../kernel/contracts/imports.ts';
import { importError } from './errors.ts';

/** Files people take for CSV, by their first bytes. */
const SIGNATURES = [
  { what: '旧版 Excel（xls）', bytes: [0xd0, 0xcf, 0x11, 0xe0] },
  { what: ' PDF ', bytes: [0x25, 0x50, 0x44, 0x46] },
  { what: '压缩', bytes: [0x1f, 0x8b] },
  { what: '压缩', bytes: [0x52, 0x61, 0x72, 0x21] },
  { what: '图片', bytes: [0x89, 0x50, 0x4e, 0x47] },
  { what: '图片', bytes: [0xff, 0xd8, 0xff] },
  { what: ' UTF-16 文本', bytes: [0xff, 0xfe] },
  { what: ' UTF-16 文本', bytes: [0xfe, 0xff] },
] as const;

export interface DecodedFile {
  readonly text: string;
  readonly encoding: Exclude<ImportView['encoding'], 'xlsx'>;
}

/**
 * The text of an uploaded text file: UTF-8 with or without a byte order mark, else GB18030 as Chinese spreadsheets write it.
 *
 * @throws AppError `crm.import_empty`, `crm.import_not_csv`, `crm.import_binary`,
 *   `crm.import_encoding`
 */
export function decodeFile(content: Uint8Array): DecodedFile {
  if (content.length === 0) throw importError('crm.import_empty');
  const signature = SIGNATURES.find(({ bytes }) => bytes.every((byte, at) => content[at] === byte));
  if (signature) throw importError('crm.import_not_csv', { details: { what: signature.what } });
  const nul = content.indexOf(0);
  if (nul >= 0) throw importError('crm.import_binary', { details: { position: nul + 1 } });
  const decoded = decodeUtf8(content) ?? decodeGb18030(content);
  if (decoded.text.trim() === '') throw importError('crm.import_empty');
  return decoded;
}

function decodeUtf8(content: Uint8Array): DecodedFile | undefined {
  const marked = content[0] === 0xef && content[1] === 0xbb && content[2] === 0xbf;
  try {
    return {
      text: new TextDecoder('utf-8', { fatal: true }).decode(content),
      encoding: marked ? 'utf-8-bom' : 'utf-8',
    };
  } catch {
    return undefined;
  }
}

function decodeGb18030(content: Uint8Array): DecodedFile {
  const text = iconv.decode(Buffer.from(content), 'gb18030');
  if (text.includes('\uFFFD')) throw importError('crm.import_encoding');
  return { text, encoding: 'gb18030' };
}
