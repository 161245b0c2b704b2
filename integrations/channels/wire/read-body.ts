import { readMultipart } from './read-multipart.ts';
import { parseWireJson } from './parse-wire-json.ts';

/** Bytes of a callback that are read; a picture inside one is some megabytes. */
const LARGEST = 12 * 1024 * 1024;

export type WireBody =
  | { readonly fields: Readonly<Record<string, unknown>>; readonly problem: null }
  | { readonly fields: null; readonly problem: 'empty' | 'too large' | 'not UTF-8' | 'not an object' | 'no JSON' };

const no = (problem: Exclude<WireBody['problem'], null>): WireBody => ({ fields: null, problem });

/**
 * The fields of a callback, from JSON or from a form: what the bytes are decides, for vendors say the wrong type. Never throws.
 */
export function readBody(bytes: Uint8Array, contentType: string | null): WireBody {
  if (bytes.byteLength > LARGEST) return no('too large');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return no('not UTF-8');
  }
  const start = text.trimStart();
  if (start === '') return no('empty');
  const type = contentType?.toLowerCase() ?? '';
  if (!start.startsWith('{') && !start.startsWith('[')) {
    if (type.startsWith('multipart/form-data')) return fieldsOf(readMultipart(text, contentType!));
    if (type.startsWith('application/x-www-form-urlencoded'))
      return fieldsOf([...new URLSearchParams(start.trimEnd())]);
  }
  try {
    const value = parseWireJson(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? { fields: value as Record<string, unknown>, problem: null } : no('not an object');
  } catch {
    return no('no JSON');
  }
}

function fieldsOf(pairs: readonly (readonly [string, string])[] | null): WireBody {
  return pairs ? { fields: Object.fromEntries(pairs), problem: null } : no('not an object');
}
