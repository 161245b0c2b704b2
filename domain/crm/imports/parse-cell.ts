import { z } from 'zod';
import { storedCreditCode, storedPhone } from '../quality/valid-fields.ts';
import { normalName } from '../names/normal-name.ts';
import { enumValue } from './enum-words.ts';
import type { FieldSpec } from './import-fields.ts';
import { parseDay, parseInstant } from './parse-date.ts';
import { parseBoolean, parseNumber } from './parse-number.ts';
import { rowIssue, type RowIssue, type RowIssueCode } from './row-issue.ts';

/** What a cell says: a value, nothing, or something wrong. A reference stays the text that names it. */
export type ParsedCell = { readonly value: unknown } | { readonly issue: RowIssue };

/** Control characters but newline and tab, and format characters: zero-width, bidirectional, tags. */
const INVISIBLE = /(?![\n\t])[\p{Cc}\p{Cf}]/gu;
/** The apostrophe our own export puts before what a spreadsheet could run. */
const GUARDED = /^'(?=[=+\-@\t\r])/;

/** A cell without invisible characters and outer space. */
export function cleanCell(cell: string): string {
  return cell.replaceAll(INVISIBLE, '').trim().replace(GUARDED, '');
}

/** What a formula that failed leaves in its cell. */
const FORMULA_ERROR = /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)$/;
const NO_VALUES: ReadonlyMap<string, string> = new Map();

/**
 * Reads a cell, already cleaned and not empty, as its field's type.
 * @param values what words of the file mean; a cell of several values has each of them looked up
 */
export function parseCell(
  field: FieldSpec,
  cell: string,
  row: number,
  column: string,
  values: ReadonlyMap<string, string> = NO_VALUES,
): ParsedCell {
  const wrong: Wrong = (code, details = {}) => ({
    issue: rowIssue(row, code, {
      column,
      value: typeof details.value === 'string' ? details.value : cell,
      details: { label: field.label, ...details },
    }),
  });
  if (FORMULA_ERROR.test(cell)) return wrong('formula_error');
  switch (field.type) {
    case 'text':
      return parseText(field, cell, wrong);
    case 'number':
    case 'integer':
      return parseAmount(field, cell, wrong);
    case 'date':
      return present(parseDay(cell.normalize('NFKC'))) ?? wrong('bad_date');
    case 'datetime':
      return present(parseInstant(cell.normalize('NFKC'))) ?? wrong('bad_date');
    case 'boolean':
      return present(parseBoolean(cell)) ?? wrong('bad_boolean');
    case 'enum':
      return field.custom
        ? parseChoice(field, cell, values, wrong)
        : (present(enumValue(field, cell)) ?? wrong('unknown_value'));
    case 'reference':
      return { value: cell };
  }
}

type Wrong = (code: RowIssueCode, details?: Readonly<Record<string, unknown>>) => ParsedCell;

function parseText(field: FieldSpec, cell: string, wrong: Wrong): ParsedCell {
  if (field.maxLength && cell.length > field.maxLength) return wrong('too_long', { max: field.maxLength });
  if (field.name === 'email' && !z.email().safeParse(cell).success) return wrong('bad_email');
  // A hidden number from an export says nothing about the number.
  if (field.name === 'phone' && cell.includes('*')) return { value: undefined };
  if (field.name === 'phone') return stored(storedPhone(cell), 'bad_phone', wrong);
  if (field.name === 'credit_code') return stored(storedCreditCode(cell), 'bad_credit_code', wrong);
  return { value: cell };
}

/** A value in its stored form, or what is wrong with it. */
function stored(form: ReturnType<typeof storedPhone>, code: 'bad_phone' | 'bad_credit_code', wrong: Wrong): ParsedCell {
  return 'hint' in form ? wrong(code, { hint: form.hint }) : form;
}

function parseAmount(field: FieldSpec, cell: string, wrong: Wrong): ParsedCell {
  const number = parseNumber(cell.normalize('NFKC'));
  if (number === undefined || (field.type === 'integer' && !Number.isInteger(number))) return wrong('bad_number');
  const { min = -Infinity, max = Infinity } = field;
  if (number < min || number > max) return wrong('out_of_range', { min, max });
  // Our own amounts are money; what the organisation measures may be finer.
  return { value: field.type === 'integer' || field.custom ? number : Math.round(number * 100) / 100 };
}

const SEPARATORS = /[、，,;；|\n]/;

/** The choice a cell names by its label or its value; of a field of several all that the cell lists. */
function parseChoice(field: FieldSpec, cell: string, values: ReadonlyMap<string, string>, wrong: Wrong): ParsedCell {
  const choices = (field.custom?.choices ?? []).filter(({ archived }) => archived !== true);
  const find = (word: string): string | undefined => {
    const wanted = normalName(values.get(word) ?? word);
    return choices.find(({ label, value }) => normalName(label) === wanted || normalName(value) === wanted)?.value;
  };
  const whole = find(cell);
  if (!field.multiple) return whole === undefined ? wrong('unknown_value') : { value: whole };
  if (whole !== undefined) return { value: [whole] };
  const words = cell
    .split(SEPARATORS)
    .map((word) => word.trim())
    .filter((word) => word !== '');
  const found = words.map(find);
  const missing = words.find((_, at) => found[at] === undefined);
  return missing === undefined ? { value: found } : wrong('unknown_value', { value: missing });
}

function present(value: unknown): ParsedCell | undefined {
  return value === undefined ? undefined : { value };
}
