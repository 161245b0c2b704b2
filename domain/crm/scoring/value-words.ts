import type { FieldCatalogue } from '../../../kernel/conditions/field-catalogue.ts';
import { isMissing } from './fit/fit-data.ts';
import { FIELD_UNITS } from './score-fields.ts';

interface WordedField {
  readonly words?: Readonly<Record<string, string>> | undefined;
  readonly unit?: string | undefined;
}

/** A value as a person reads it: «3 次», «决策层», «有». */
export function valueWords(value: unknown, { words, unit }: WordedField): string {
  if (isMissing(value)) return '未填';
  if (typeof value === 'boolean') return value ? '有' : '无';
  if (typeof value === 'number') {
    const shown = unit === '天' ? Math.floor(value) : Math.round(value * 10) / 10;
    return unit ? `${shown} ${unit}` : String(shown);
  }
  const text = Array.isArray(value) ? value.join('、') : String(value);
  return words && Object.hasOwn(words, text) ? words[text]! : text;
}

/** The value of a field of a catalogue in words. */
export function fieldWords(name: string, value: unknown, catalogue: FieldCatalogue): string {
  return valueWords(value, { words: catalogue[name]?.choices, unit: FIELD_UNITS[name] });
}
