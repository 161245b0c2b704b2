import type { ComboboxOption } from '../../ui/combobox.tsx';
import type { FieldTitle } from './field-word.ts';

/**
 * How a field is typed and shown. `choice` takes one of its options, `choices` several, `suggest` also a word of one's own,
 * `customer` is searched for on the server; a `yes_no` is always one of the two, a `yes_no_open` may be neither.
 */
export type FieldKind =
  | 'text'
  | 'long_text'
  | 'integer'
  | 'number'
  | 'money'
  | 'date'
  | 'choice'
  | 'choices'
  | 'suggest'
  | 'customer'
  | 'yes_no'
  | 'yes_no_open';

/** A field of a record: its wire name (`custom.<key>` for a custom field), its word and how it is typed. */
export interface FieldSpec {
  name: string;
  word: FieldTitle;
  kind: FieldKind;
  required?: boolean;
  options?: readonly ComboboxOption[];
  /** Options that may stand in a record but cannot be chosen any more. */
  formerOptions?: readonly ComboboxOption[];
  /** A field of the view that says it in words, such as `owner_name` for `owner_id`. */
  shownAs?: string;
  /** What a new record begins with. */
  initial?: unknown;
}

/** A value as a form reads it. */
export type FieldContent = string | number | boolean | readonly string[] | null;

/** Between several choices in the text of a control; no choice can hold it. */
const BETWEEN = '\n';

/** The text a control begins with. */
export function fieldText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.join(BETWEEN);
  return typeof value === 'string' ? value : String(value as number | boolean);
}

/** The choices in the text of a control. */
export function textChoices(text: string): string[] {
  return text.split(BETWEEN).filter((one) => one !== '');
}

/** What a typed text means on the wire; NaN for a number that is none, null for nothing. */
export function parseField(kind: FieldKind, text: string): FieldContent {
  const trimmed = text.trim();
  if (kind === 'yes_no') return trimmed === 'true';
  if (trimmed === '') return null;
  if (kind === 'yes_no_open') return trimmed === 'true';
  if (kind === 'choices') return textChoices(trimmed);
  // People paste amounts with thousands and signs: ¥12,345 and full-width digits mean the number.
  if (kind === 'integer' || kind === 'money' || kind === 'number')
    return Number(trimmed.normalize('NFKC').replaceAll(/[,¥\s]/g, ''));
  return trimmed;
}
