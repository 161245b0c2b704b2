import { z } from 'zod';
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

/** Reads a cell, already cleaned and not empty, as its field's type. */
export function parseCell(field: FieldSpec, cell: string, row: number, column: string): ParsedCell {
  const wrong = (code: RowIssueCode, details: Readonly<Record<string, unknown>> = {}): ParsedCell => ({
    issue: rowIssue(row, code, { column, value: cell, details: { label: field.label, ...details } }),
  });
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
      return present(enumValue(field, cell)) ?? wrong('unknown_value');
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
  return { value: cell };
}

function parseAmount(field: FieldSpec, cell: string, wrong: Wrong): ParsedCell {
  const number = parseNumber(cell.normalize('NFKC'));
  if (number === undefined || (field.type === 'integer' && !Number.isInteger(number))) return wrong('bad_number');
  const { min = -Infinity, max = Infinity } = field;
  if (number < min || number > max) return wrong('out_of_range', { min, max });
  return { value: field.type === 'integer' ? number : Math.round(number * 100) / 100 };
}

function present(value: unknown): ParsedCell | undefined {
  return value === undefined ? undefined : { value };
}
