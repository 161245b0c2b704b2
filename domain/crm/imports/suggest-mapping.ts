import { normalName } from '../names/normal-name.ts';
import type { FieldSpec } from './import-fields.ts';

/**
 * Guesses which column carries which field: by the field's own name or Chinese label first, then by other words for it.
 * A column is used once, and what fits nothing stays unmapped.
 */
export function suggestMapping(specs: readonly FieldSpec[], columns: readonly string[]): Record<string, string> {
  const mapping: Record<string, string> = {};
  const free = new Map(columns.map((column) => [normalName(column), column]));
  for (const wordsOf of [ownWords, otherWords]) {
    for (const field of specs) {
      if (mapping[field.name]) continue;
      const word = wordsOf(field)
        .map(normalName)
        .find((one) => free.has(one));
      if (word === undefined) continue;
      mapping[field.name] = free.get(word) ?? '';
      free.delete(word);
    }
  }
  return mapping;
}

function ownWords(field: FieldSpec): readonly string[] {
  return [field.name, field.label];
}

function otherWords(field: FieldSpec): readonly string[] {
  return field.synonyms;
}
