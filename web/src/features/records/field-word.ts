import type { TFunction } from 'i18next';
import type { Words } from '../../i18n/zh.ts';

/** A field's word: the key under `field` in the words of each language. */
export type FieldWord = keyof Words['field'];

/** What a field is called: a word of the console, or what the organisation calls a field of its own. */
export type FieldTitle = FieldWord | { readonly own: string };

/** The text of a field's title. */
export function fieldTitle(t: TFunction, title: FieldTitle): string {
  return typeof title === 'string' ? t(`field.${title}`) : title.own;
}
