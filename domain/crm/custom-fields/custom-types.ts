import { z } from 'zod';
import type { FieldKind } from '../../../kernel/contracts/conditions.ts';
import type { CustomType, CustomValue } from '../../../kernel/contracts/custom-fields.ts';
import type { CustomFieldRow } from './read-fields.ts';

export const MAX_TEXT = 500;
export const MAX_NUMBER = 1e15;

/** A value as it is stored, null for none, or what is wrong with it in the words behind the field's name. */
export type Checked = { readonly value: CustomValue | null } | { readonly problem: string };

/** What a type means everywhere a value is read, checked, searched, compared or shown. */
interface CustomTypeRow {
  /** The word a person reads. */
  readonly label: string;
  /** How conditions compare it. */
  readonly kind: FieldKind;
  /** Whether the search box may look at its values. */
  readonly searchable: boolean;
  /** Checks a value that is not null. `stored` is what the record holds now: a choice archived since may stay. */
  readonly check: (given: CustomValue, field: Pick<CustomFieldRow, 'choices'>, stored: unknown) => Checked;
}

/** Every type; total. */
export const CUSTOM_TYPE_TABLE: Readonly<Record<CustomType, CustomTypeRow>> = {
  text: { label: '文本', kind: 'text', searchable: true, check: checkText },
  number: { label: '数字', kind: 'number', searchable: true, check: checkNumber },
  date: { label: '日期', kind: 'day', searchable: false, check: checkDate },
  choice: { label: '单选', kind: 'choice', searchable: true, check: checkChoice },
  multi_choice: { label: '多选', kind: 'list', searchable: true, check: checkChoices },
  boolean: { label: '是/否', kind: 'boolean', searchable: false, check: checkBoolean },
};

/** Control and format characters but newline and tab: they could hide an instruction. */
const INVISIBLE = /(?![\n\t])[\p{Cc}\p{Cf}]/gu;

function checkText(given: CustomValue): Checked {
  if (typeof given !== 'string') return { problem: '应该是文本' };
  const text = given.replaceAll(INVISIBLE, '').trim();
  if (text.length > MAX_TEXT) return { problem: `超过 ${MAX_TEXT} 个字` };
  return { value: text === '' ? null : text };
}

function checkNumber(given: CustomValue): Checked {
  if (given === '') return { value: null };
  if (typeof given !== 'number' || !Number.isFinite(given)) return { problem: '应该是数字' };
  return Math.abs(given) <= MAX_NUMBER ? { value: given } : { problem: '数字太大' };
}

function checkDate(given: CustomValue): Checked {
  if (given === '') return { value: null };
  return z.iso.date().safeParse(given).success ? { value: given } : { problem: '应该是日期，例如 2026-03-05' };
}

function checkBoolean(given: CustomValue): Checked {
  if (given === '') return { value: null };
  return typeof given === 'boolean' ? { value: given } : { problem: '应该是“是”或“否”' };
}

function checkChoice(given: CustomValue, field: Pick<CustomFieldRow, 'choices'>, stored: unknown): Checked {
  if (given === '') return { value: null };
  return allows(field, given, [stored]) ? { value: given } : { problem: noSuchChoice(field, given) };
}

function checkChoices(given: CustomValue, field: Pick<CustomFieldRow, 'choices'>, stored: unknown): Checked {
  if (given === '') return { value: null };
  if (!Array.isArray(given)) return { problem: '应该是一组选项' };
  const had: readonly unknown[] = Array.isArray(stored) ? stored : [];
  const wrong = given.find((value) => !allows(field, value, had));
  if (wrong !== undefined) return { problem: noSuchChoice(field, wrong) };
  // One order for one set, so that the same choices are the same value.
  const chosen = field.choices.map(({ value }) => value).filter((value) => given.includes(value));
  return { value: chosen.length > 0 ? chosen : null };
}

function allows(field: Pick<CustomFieldRow, 'choices'>, given: CustomValue, had: readonly unknown[]): boolean {
  return field.choices.some(({ value, archived }) => value === given && (archived !== true || had.includes(value)));
}

function noSuchChoice({ choices }: Pick<CustomFieldRow, 'choices'>, given: CustomValue): string {
  const open = choices.filter(({ archived }) => archived !== true).map(({ label }) => label);
  const shown = open.slice(0, 8).join('、') + (open.length > 8 ? '…' : '');
  return `没有“${String(given).slice(0, 30)}”这个选项（可选：${shown}）`;
}
