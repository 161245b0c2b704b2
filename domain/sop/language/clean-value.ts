import type { SopVariables } from '../../../kernel/contracts/sop-instances.ts';

/** So much of a value goes into a text; the rest would be no name or answer but a text of its own. */
export const VALUE_LIMIT = 500;

/** Control characters but for line breaks and tabs, and those that are not seen or turn the direction of writing. */
const UNSEEN =
  // oxlint-disable-next-line no-control-regex -- These are what is taken out.
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
/** A joiner that does not hold an emoji together. */
const LOOSE_JOINER =
  /(?<![\p{Extended_Pictographic}\ufe0f\p{Emoji_Modifier}])\u200d|\u200d(?!\p{Extended_Pictographic})/gu;

/** A text without what people cannot see and what is half a character; emoji stay whole. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll('\ufffd', '')
    .replaceAll('\r\n', '\n')
    .replaceAll(UNSEEN, '')
    .replaceAll(LOOSE_JOINER, '');
}

/**
 * A value as it is written into a text: cleaned, trimmed, bounded to `VALUE_LIMIT` characters. Null where there is nothing to
 * write: no value, an empty one, a number that is none.
 */
export function cleanValue(value: SopVariables[string] | undefined): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  const characters = [...cleanText(value).trim()];
  if (characters.length === 0) return null;
  return characters.length > VALUE_LIMIT ? `${characters.slice(0, VALUE_LIMIT - 1).join('')}…` : characters.join('');
}
