import { z } from 'zod';
import { DuplicateMatch } from './data-quality.ts';

/** What a file can be imported as. */
export const IMPORT_KINDS = [
  'customers',
  'contacts',
  'leads',
  'opportunities',
  'activities',
  'products',
  'users',
] as const;
export const ImportKind = z.enum(IMPORT_KINDS);
export type ImportKind = z.infer<typeof ImportKind>;

/** `ready` waits for a start; `running` writes batches; the other three are ends. */
export const IMPORT_STATUSES = ['ready', 'running', 'done', 'failed', 'cancelled'] as const;
export const ImportStatus = z.enum(IMPORT_STATUSES);
export type ImportStatus = z.infer<typeof ImportStatus>;

/** How the file is written: the encoding of a text, or a workbook. */
export const IMPORT_ENCODINGS = ['utf-8', 'utf-8-bom', 'gb18030', 'xlsx'] as const;

/** Our field name → the file's column header. One column may feed several fields. */
export const ColumnMapping = z.record(z.string().max(60), z.string().max(200));
/** Our field name → (a value in the file → the value we store), for renamed stages or misspelt products. */
export const ValueMapping = z.record(z.string().max(60), z.record(z.string().max(200), z.string().max(200)));

export const ImportField = z.object({
  name: z.string(),
  label: z.string(),
  required: z.boolean(),
  type: z.enum(['text', 'number', 'integer', 'date', 'datetime', 'boolean', 'enum', 'reference']),
  values: z.array(z.string()).optional(),
  /** A cell may name several values. */
  multiple: z.boolean().optional(),
});
export type ImportField = z.infer<typeof ImportField>;

export const ImportRowIssue = z.object({
  /** 1 is the first row under the header. */
  row: z.int(),
  column: z.string().nullable(),
  code: z.string(),
  message: z.string(),
  value: z.string().nullable(),
});
export type ImportRowIssue = z.infer<typeof ImportRowIssue>;

/** A value in the file that names nothing we know, with what was probably meant. */
export const UnknownValue = z.object({
  field: z.string(),
  value: z.string(),
  rows: z.int(),
  suggestion: z.string().nullable(),
});
export type UnknownValue = z.infer<typeof UnknownValue>;

export const ImportView = z.object({
  id: z.uuid(),
  kind: ImportKind,
  file_name: z.string(),
  encoding: z.enum(IMPORT_ENCODINGS),
  delimiter: z.string(),
  /** Of a workbook: all its sheets, and the one that is brought in. */
  sheets: z.array(z.string()),
  sheet: z.string().nullable(),
  status: ImportStatus,
  columns: z.array(z.string()),
  fields: z.array(ImportField),
  mapping: ColumnMapping,
  values: ValueMapping,
  total: z.int(),
  processed: z.int(),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  failed: z.int(),
  error: z.string().nullable(),
  created_at: z.iso.datetime(),
  finished_at: z.iso.datetime().nullable(),
});
export type ImportView = z.infer<typeof ImportView>;

/** What a start would do, from reading the whole file without writing. */
export const ImportPreview = z.object({
  import: ImportView,
  /** The first rows as they would be stored, beside what the file says. */
  sample: z.array(
    z.object({
      row: z.int(),
      raw: z.record(z.string(), z.string()),
      parsed: z.record(z.string(), z.unknown()),
      issues: z.array(ImportRowIssue),
    }),
  ),
  unknown_values: z.array(UnknownValue),
  issues: z.array(ImportRowIssue),
  /** Rows that are probably records one has already, under another name or number; `checked` rows were compared. */
  duplicates: z.object({
    rows: z.int(),
    checked: z.int(),
    sample: z.array(z.object({ row: z.int(), match: DuplicateMatch })),
  }),
  valid_rows: z.int(),
  invalid_rows: z.int(),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

export const PreviewImportRequest = z.strictObject({
  mapping: ColumnMapping.optional(),
  values: ValueMapping.optional(),
});
export const StartImportRequest = PreviewImportRequest;
/** Another sheet of the workbook; the mapping is guessed anew. */
export const ChooseSheetRequest = z.strictObject({ sheet: z.string().min(1).max(100) });
