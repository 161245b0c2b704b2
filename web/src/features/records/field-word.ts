import type { Words } from '../../i18n/zh.ts';

/** A field's word: the key under `field` in the words of each language. */
export type FieldWord = keyof Words['field'];
