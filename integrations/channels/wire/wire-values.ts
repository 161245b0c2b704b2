import { z } from 'zod';
import { parseWireJson } from './parse-wire-json.ts';

/** Texts that a database takes: no NUL, no half characters. */
export function cleanText(text: string, longest = 10_000): string {
  return text.slice(0, longest).replaceAll('\u0000', '').toWellFormed();
}

/** A text that may be missing or null; numbers count as their text. */
export const WireText = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? '' : String(value)));

/** An id: text or number, never empty; `null` where there is none. */
export const WireId = WireText.transform((value) => (value.trim() === '' ? null : cleanText(value.trim(), 200)));

/** A whole number, also as text; `null` where there is none. */
export const WireInt = WireText.transform((value) => (/^-?\d{1,15}$/.test(value.trim()) ? Number(value.trim()) : null));

/** Yes or no as boolean, as text or as 1 and 0. */
export const WireFlag = z
  .union([z.boolean(), z.string(), z.number()])
  .nullish()
  .transform((value) => value === true || value === 1 || value === 'true' || value === '1');

/** A list of texts, also as the JSON text of one; anything else is empty. */
export const WireList = z
  .unknown()
  .optional()
  .transform((value): string[] => {
    const list = typeof value === 'string' ? parsed(value) : value;
    return Array.isArray(list) ? list.filter((one) => typeof one === 'string').slice(0, 1000) : [];
  });

/** An object, also as the JSON text of one; `null` for anything else. */
export const WireObject = z
  .unknown()
  .optional()
  .transform((value): Readonly<Record<string, unknown>> | null => {
    const found = typeof value === 'string' ? parsed(value) : value;
    return typeof found === 'object' && found !== null && !Array.isArray(found)
      ? (found as Record<string, unknown>)
      : null;
  });

function parsed(text: string): unknown {
  try {
    return parseWireJson(text);
  } catch {
    return undefined;
  }
}
