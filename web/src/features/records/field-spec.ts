import type { ComboboxOption } from '../../ui/combobox.tsx';
import type { FieldWord } from './field-word.ts';

/** How a field is typed and shown. `choice` takes one of its options, `suggest` also a word of one's own. */
export type FieldKind = 'text' | 'long_text' | 'integer' | 'money' | 'date' | 'choice' | 'suggest' | 'yes_no';

/** A field of a record: its wire name, its word and how it is typed. */
export interface FieldSpec {
  name: string;
  word: FieldWord;
  kind: FieldKind;
  required?: boolean;
  options?: readonly ComboboxOption[];
  /** A field of the view that says it in words, such as `owner_name` for `owner_id`. */
  shownAs?: string;
}

/** The text a control begins with. */
export function fieldText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : String(value as number | boolean);
}

/** What a typed text means on the wire; NaN for a number that is none, null for nothing. */
export function parseField(kind: FieldKind, text: string): string | number | boolean | null {
  const trimmed = text.trim();
  if (kind === 'yes_no') return trimmed === 'true';
  if (trimmed === '') return null;
  // People paste amounts with thousands and signs: ¥12,345 and full-width digits mean the number.
  if (kind === 'integer' || kind === 'money') return Number(trimmed.normalize('NFKC').replaceAll(/[,¥\s]/g, ''));
  return trimmed;
}
