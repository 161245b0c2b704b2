import type { ImportPreview, UnknownValue } from '../../../kernel/contracts/imports.ts';
import type { ReadScope } from '../crm-scope.ts';
import { ImportDuplicates } from '../duplicates/import-duplicates.ts';
import { DuplicateRows } from './duplicate-rows.ts';
import { likelyEnumValue } from './enum-words.ts';
import type { ImportPlan } from './import-plan.ts';
import type { JsonRecord } from './import-target.ts';
import { parseRow, type ParsedRow } from './parse-row.ts';
import type { Table, TableRow } from './read-table.ts';
import { ReferenceBook } from './reference-book.ts';
import { resolveRows, type ResolvedRow } from './resolve-row.ts';
import type { RowIssue } from './row-issue.ts';
import { IMPORT_TARGETS } from './targets/registry.ts';

const SAMPLE = 10;
const MOST_ISSUES = 200;
const MOST_UNKNOWN = 500;
const CHUNK = 1000;

export type PreviewedRows = Omit<ImportPreview, 'import'> & { readonly total: number };

interface Tally {
  valid: number;
  invalid: number;
  readonly issues: RowIssue[];
  readonly sample: ImportPreview['sample'];
  readonly unknown: Map<string, { field: string; value: string; rows: number }>;
}

/** Reads the whole file by the plan and answers what a start would do, without writing anything. */
export async function previewRows(scope: ReadScope, plan: ImportPlan, table: Table): Promise<PreviewedRows> {
  const book = new ReferenceBook();
  const duplicates = new DuplicateRows(plan.kind);
  const known = new ImportDuplicates(plan.kind);
  const tally: Tally = { valid: 0, invalid: 0, issues: [], sample: [], unknown: new Map() };
  let chunk: { raw: TableRow; parsed: ParsedRow }[] = [];
  const take = async (): Promise<void> => {
    const resolved = await resolveRows(
      scope,
      plan,
      book,
      chunk.map(({ parsed }) => parsed),
    );
    await known.look(scope, resolved);
    for (const [at, row] of resolved.entries()) count(plan, tally, checked(plan, row), chunk[at]?.raw);
    chunk = [];
  };
  for await (const raw of table.rows()) {
    chunk.push({ raw, parsed: duplicates.mark(parseRow(plan, raw)) });
    if (chunk.length === CHUNK) await take();
  }
  await take();
  return {
    sample: tally.sample,
    unknown_values: await withSuggestions(scope, plan, book, tally),
    issues: tally.issues,
    duplicates: known.result(),
    valid_rows: tally.valid,
    invalid_rows: tally.invalid,
    total: tally.valid + tally.invalid,
  };
}

/** Adds what is wrong with the row as a whole. */
function checked(plan: ImportPlan, row: ResolvedRow): ResolvedRow {
  if (plan.kind === 'users' || row.issues.length > 0) return row;
  const target = IMPORT_TARGETS[plan.kind];
  const columns: JsonRecord = target.toColumns(row);
  const wrong = target.check?.(row, columns);
  return wrong ? { ...row, issues: [wrong] } : row;
}

function count(plan: ImportPlan, tally: Tally, row: ResolvedRow, raw: TableRow | undefined): void {
  if (row.issues.length > 0) tally.invalid += 1;
  else tally.valid += 1;
  tally.issues.push(...row.issues.slice(0, Math.max(0, MOST_ISSUES - tally.issues.length)));
  if (tally.sample.length < SAMPLE) {
    const cells = Object.fromEntries(plan.columns.map((column, at) => [column, raw?.cells[at] ?? '']));
    tally.sample.push({ row: row.row, raw: cells, parsed: { ...row.values }, issues: [...row.issues] });
  }
  for (const issue of row.issues) noteUnknown(plan, tally, issue);
}

function noteUnknown(plan: ImportPlan, tally: Tally, issue: RowIssue): void {
  if ((issue.code !== 'unknown_value' && issue.code !== 'unknown_reference') || issue.value === null) return;
  const type = issue.code === 'unknown_value' ? 'enum' : 'reference';
  const planned = plan.fields.find(({ field, column }) => column === issue.column && field.type === type);
  if (!planned) return;
  const key = `${planned.field.name} ${issue.value}`;
  const known = tally.unknown.get(key);
  if (known) known.rows += 1;
  else if (tally.unknown.size < MOST_UNKNOWN)
    tally.unknown.set(key, { field: planned.field.name, value: issue.value, rows: 1 });
}

/** The unknown values, most frequent first, each with what was probably meant. */
async function withSuggestions(
  scope: ReadScope,
  plan: ImportPlan,
  book: ReferenceBook,
  tally: Tally,
): Promise<UnknownValue[]> {
  const answers: UnknownValue[] = [];
  for (const unknown of [...tally.unknown.values()].sort((a, b) => b.rows - a.rows)) {
    const field = plan.fields.find((planned) => planned.field.name === unknown.field)?.field;
    let suggestion: string | null = null;
    if (field?.reference) suggestion = await book.suggest(scope, field.reference, unknown.value);
    else if (field) suggestion = likelyEnumValue(field, unknown.value);
    answers.push({ ...unknown, suggestion });
  }
  return answers;
}
