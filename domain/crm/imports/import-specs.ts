import type { CustomEntity } from '../../../kernel/contracts/custom-fields.ts';
import type { ImportKind } from '../../../kernel/contracts/imports.ts';
import type { ReadScope } from '../crm-scope.ts';
import { MAX_NUMBER, MAX_TEXT } from '../custom-fields/custom-types.ts';
import { readFields, type CustomFieldRow } from '../custom-fields/read-fields.ts';
import { IMPORT_FIELDS, type FieldSpec } from './import-fields.ts';

/** The kinds of file whose records have custom fields. */
export const CUSTOM_ENTITY_OF: Readonly<Partial<Record<ImportKind, CustomEntity>>> = {
  customers: 'customer',
  contacts: 'contact',
  leads: 'lead',
  opportunities: 'opportunity',
};

/** Everything a column of such a file can be mapped to: the fields of the kind and those the organisation added to it. */
export async function importSpecs(scope: Pick<ReadScope, 'em'>, kind: ImportKind): Promise<FieldSpec[]> {
  const entity = CUSTOM_ENTITY_OF[kind];
  if (!entity) return [...IMPORT_FIELDS[kind]];
  return [...IMPORT_FIELDS[kind], ...(await readFields(scope, entity)).map(customSpec)];
}

const WIRE_TYPES = {
  text: 'text',
  number: 'number',
  date: 'date',
  choice: 'enum',
  multi_choice: 'enum',
  boolean: 'boolean',
} as const;

/** A required field with a default need not stand in the file. */
function customSpec(custom: CustomFieldRow): FieldSpec {
  const { key, label, type, choices } = custom;
  const open = choices.filter(({ archived }) => archived !== true).map((choice) => choice.label);
  return {
    name: `custom.${key}`,
    label,
    type: WIRE_TYPES[type],
    required: custom.required && custom.default === null,
    synonyms: [key],
    custom,
    ...(type === 'text' ? { maxLength: MAX_TEXT } : {}),
    ...(type === 'number' ? { min: -MAX_NUMBER, max: MAX_NUMBER } : {}),
    ...(choices.length > 0 ? { values: open } : {}),
    ...(type === 'multi_choice' ? { multiple: true } : {}),
  };
}
