import type { FieldWord } from '../records/field-word.ts';
import type { FilterOption } from './filter-chip.tsx';

/** A filter of a list: its name in the address and on the wire, its word, and what it can be. */
export interface Filter {
  name: string;
  word: FieldWord;
  options: readonly FilterOption[];
}

/** Plain texts as options. */
export function asOptions(values: readonly string[] | undefined): FilterOption[] {
  return (values ?? []).map((value) => ({ value, label: value }));
}
