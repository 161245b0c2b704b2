import type { SopVariables } from '../../../kernel/contracts/sop-instances.ts';
import { cleanText, cleanValue } from './clean-value.ts';
import { sopLanguageError } from './errors.ts';
import { parseText } from './parse-text.ts';

/** As many characters as a text that leaves may have at the most; the channel's own policy may allow fewer. */
export const TEXT_LIMIT = 4000;

/**
 * A text with its variables filled in. Values are data: a brace in a value stays a brace, it is never read again. A name that
 * every object has (`constructor`) is no variable.
 * @throws AppError `sop.variable_missing` naming every variable without value and default, `sop.text_unreadable`,
 *   `sop.text_empty`, `sop.text_too_long`
 */
export function renderText(text: string, values: SopVariables): string {
  const missing = new Set<string>();
  let written = '';
  for (const part of parseText(text)) {
    if (part.kind === 'unreadable') throw sopLanguageError('sop.text_unreadable', { details: { place: part.place } });
    if (part.kind === 'words') written += part.words;
    else {
      const value = Object.hasOwn(values, part.name) ? cleanValue(values[part.name]) : null;
      if (value === null && part.fallback === null) missing.add(part.name);
      written += value ?? part.fallback ?? '';
    }
  }
  if (missing.size > 0) {
    const names = [...missing].map((name) => `{${name}}`).join('、');
    throw sopLanguageError('sop.variable_missing', { details: { names, list: [...missing] } });
  }
  const clean = cleanText(written).trim();
  if (clean === '') throw sopLanguageError('sop.text_empty');
  const length = [...clean].length;
  if (length > TEXT_LIMIT) throw sopLanguageError('sop.text_too_long', { details: { length, limit: TEXT_LIMIT } });
  return clean;
}
