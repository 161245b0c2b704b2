import iconv from 'iconv-lite';
import { knowledgeError } from '../errors.ts';

/**
 * The text of a file: by its byte order mark, else UTF-8, else GB18030 as Chinese Windows writes it.
 * @throws AppError `knowledge.file_empty`, `knowledge.file_encoding`
 */
export function decodeText(bytes: Uint8Array): string {
  const text = markedText(bytes) ?? utf8(bytes) ?? gb18030(bytes);
  if (text.trim() === '') throw knowledgeError('knowledge.file_empty');
  return text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
}

function markedText(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return iconv.decode(Buffer.from(bytes), 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return iconv.decode(Buffer.from(bytes), 'utf-16be');
  return undefined;
}

function utf8(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) throw knowledgeError('knowledge.file_encoding');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function gb18030(bytes: Uint8Array): string {
  const text = iconv.decode(Buffer.from(bytes), 'gb18030');
  const strange = text.match(/[\uFFFD\uE000-\uF8FF\u0080-\u009F]/g)?.length ?? 0;
  if (strange * 50 > text.length) throw knowledgeError('knowledge.file_encoding');
  return text;
}
