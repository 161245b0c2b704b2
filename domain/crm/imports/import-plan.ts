import type { ImportKind } from '../../../kernel/contracts/imports.ts';
import { importError } from './errors.ts';
import type { FieldSpec } from './import-fields.ts';

/** One field that a column feeds. */
export interface PlannedField {
  readonly field: FieldSpec;
  readonly column: string;
  /** Place of the column in the file. */
  readonly at: number;
  /** A value in the file → the value meant. */
  readonly values: ReadonlyMap<string, string>;
}

/** How the rows of a file become records. */
export interface ImportPlan {
  readonly kind: ImportKind;
  readonly columns: readonly string[];
  readonly fields: readonly PlannedField[];
  /** Everything the kind of file can carry. */
  readonly specs: readonly FieldSpec[];
}

export interface PlanInput {
  readonly specs: readonly FieldSpec[];
  readonly kind: ImportKind;
  readonly columns: readonly string[];
  readonly mapping: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * Checks a mapping against the file and our fields. A field mapped to an empty text is left out.
 * @throws AppError `crm.import_unknown_field`, `crm.import_unknown_column`
 */
export function planImport(input: PlanInput): ImportPlan {
  const specs = new Map(input.specs.map((field) => [field.name, field]));
  for (const name of [...Object.keys(input.mapping), ...Object.keys(input.values)]) {
    if (!specs.has(name)) throw importError('crm.import_unknown_field', { details: { field: name } });
  }
  const fields = Object.entries(input.mapping)
    .filter(([, column]) => column !== '')
    .map(([name, column]) => {
      const at = input.columns.indexOf(column);
      const field = specs.get(name);
      if (at < 0 || !field) throw importError('crm.import_unknown_column', { details: { column } });
      return { field, column, at, values: new Map(Object.entries(input.values[name] ?? {})) };
    });
  return { kind: input.kind, columns: input.columns, fields, specs: input.specs };
}

/** @throws AppError `crm.import_field_missing` when a required field has no column */
export function requireMapped(plan: ImportPlan): void {
  const mapped = new Set(plan.fields.map(({ field }) => field.name));
  const missing = plan.specs.filter((field) => field.required && !mapped.has(field.name));
  if (missing.length > 0) {
    throw importError('crm.import_field_missing', {
      details: { fields: missing.map((field) => field.label).join('、') },
    });
  }
}
