import { simplifyChinese } from '../../kernel/simplify-chinese.ts';

/** A sentence in one form, with the way back to what was typed. */
export interface NormalText {
  readonly raw: string;
  /** NFKC, simplified, lower case: what all stages read. */
  readonly text: string;
  /** What was typed for `[start, end)` of `text`. */
  rawSlice(start: number, end: number): string;
}

/** No sentence of a person is longer; more would only cost time. */
const MAX_LENGTH = 1000;
/** Control and format characters, and the private ones the mask stage uses; newline and tab stay. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u;

/**
 * Full-width forms, compatibility characters and traditional characters become one form. Each typed character is folded
 * by itself, so every offset of the result leads back to the typed text. Private-use characters are dropped: the mask
 * stage uses them.
 */
export function normalise(raw: string): NormalText {
  const source = raw.slice(0, MAX_LENGTH);
  let folded = '';
  const origins: number[] = [];
  let at = 0;
  for (const char of source) {
    if (!INVISIBLE.test(char) || char === '\n' || char === '\t') {
      const form = char.normalize('NFKC').toLowerCase();
      folded += form;
      for (let unit = 0; unit < form.length; unit += 1) origins.push(at);
    }
    at += char.length;
  }
  origins.push(at);
  const simplified = simplifyChinese(folded);
  // Phrase rules of the converter may change the length; then only the one-for-one part of it is safe.
  const text = simplified.length === folded.length ? simplified : [...folded].map((char) => sameLength(char)).join('');
  return { raw: source, text, rawSlice: (start, end) => source.slice(origins[start] ?? at, origins[end] ?? at) };
}

function sameLength(char: string): string {
  const simple = simplifyChinese(char);
  return simple.length === char.length ? simple : char;
}
