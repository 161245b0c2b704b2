/**
 * Characters that are not seen but can carry orders to a model or turn text around: zero widths, joiners, bidirectional
 * controls, tags (U+E0000-E007F), variation selectors, soft hyphens, annotation marks (OWASP LLM Top 10, prompt injection).
 */
const UNSEEN = /\p{Default_Ignorable_Code_Point}|[\uFFF9-\uFFFB]/gu;
/** Controls that are no line break and no tab, lone halves of pairs, and places for private characters. */
const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]|\p{Surrogate}|\p{Co}/gu; // oxlint-disable-line no-control-regex
const BLANKS = /[\t\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g;
/** A text as it is kept, searched and shown: nothing unseen, single blanks, at most one empty line. */
export function cleanText(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(UNSEEN, '')
    .replaceAll(/\r\n?|\u2028|\u2029|\u0085/g, '\n')
    .replaceAll(CONTROLS, '')
    .replaceAll(BLANKS, ' ')
    .split('\n')
    .map((line) => line.replaceAll(/ {2,}/g, ' ').trim())
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

/** As `cleanText`, in one line. */
export function cleanLine(text: string): string {
  return cleanText(text).replaceAll(/\s*\n\s*/g, ' ');
}
