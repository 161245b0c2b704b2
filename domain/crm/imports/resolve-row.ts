import type { ReadScope } from '../crm-scope.ts';
import type { ImportPlan, PlannedField } from './import-plan.ts';
import type { ParsedRow } from './parse-row.ts';
import type { Reference, ReferenceBook } from './reference-book.ts';
import { rowIssue, type RowIssue } from './row-issue.ts';

/** A row whose references are records. */
export interface ResolvedRow extends ParsedRow {
  /** Field name → the record it names. */
  readonly references: Readonly<Record<string, Reference>>;
}

/** Looks up everything the rows name, all rows at once, and tells what names nothing or too much. */
export async function resolveRows(
  scope: ReadScope,
  plan: ImportPlan,
  book: ReferenceBook,
  rows: readonly ParsedRow[],
): Promise<ResolvedRow[]> {
  const planned = plan.fields.filter(({ field }) => field.reference);
  for (const { field } of planned) {
    if (!field.reference) continue;
    const texts = rows
      .map((row) => row.values[field.name])
      .filter((value): value is string => typeof value === 'string');
    await book.learn(scope, field.reference, texts);
  }
  return rows.map((row) => resolveRow(scope, planned, book, row));
}

function resolveRow(
  scope: ReadScope,
  planned: readonly PlannedField[],
  book: ReferenceBook,
  row: ParsedRow,
): ResolvedRow {
  const references: Record<string, Reference> = {};
  const issues: RowIssue[] = [...row.issues];
  for (const { field, column } of planned) {
    const text = row.values[field.name];
    if (!field.reference || typeof text !== 'string') continue;
    const found = book.find(field.reference, text);
    const about = { column, value: text, details: { label: field.label } };
    if (found === 'unknown') issues.push(rowIssue(row.row, 'unknown_reference', about));
    else if (found === 'ambiguous') issues.push(rowIssue(row.row, 'ambiguous_reference', about));
    else if (field.reference === 'user' && !mayAssign(scope, found.id))
      issues.push(rowIssue(row.row, 'assign_not_allowed', about));
    else references[field.name] = found;
  }
  return { ...row, issues, references };
}

/** Who sees all records may also say whose they are when bringing them in; others need `crm.assign`. */
function mayAssign(scope: ReadScope, owner: string): boolean {
  const { actor } = scope;
  return owner === actor.userId || actor.dataScope === 'all' || actor.permissions.has('crm.assign');
}
