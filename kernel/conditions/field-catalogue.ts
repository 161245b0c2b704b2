import type { ConditionField, ConditionOp, FieldKind } from '../contracts/conditions.ts';

/** What a condition may say about one field. */
export interface CatalogueField {
  readonly label: string;
  readonly kind: FieldKind;
  /** Of a choice, and of a list whose texts are known: value to the word a person reads. */
  readonly choices?: Readonly<Record<string, string>>;
}

/** The fields of one kind of record, by the name conditions use. */
export type FieldCatalogue = Readonly<Record<string, CatalogueField>>;

/** Which comparisons make sense for which kind of field; total. */
export const OPS_OF_KIND: Readonly<Record<FieldKind, readonly ConditionOp[]>> = {
  text: ['eq', 'ne', 'in', 'not_in', 'contains', 'exists'],
  number: ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in', 'not_in', 'between', 'exists'],
  day: ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'between', 'exists'],
  moment: ['gt', 'gte', 'lt', 'lte', 'between', 'exists'],
  boolean: ['eq', 'ne', 'exists'],
  choice: ['eq', 'ne', 'in', 'not_in', 'exists'],
  list: ['contains', 'in', 'not_in', 'exists'],
};

/** The catalogue as a form needs it. */
export function describeFields(catalogue: FieldCatalogue): ConditionField[] {
  return Object.entries(catalogue).map(([name, field]) => ({
    name,
    label: field.label,
    kind: field.kind,
    ops: [...OPS_OF_KIND[field.kind]],
    ...(field.choices ? { choices: Object.entries(field.choices).map(([value, label]) => ({ value, label })) } : {}),
  }));
}
