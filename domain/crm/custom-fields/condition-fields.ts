import type { FieldExpressions } from '../../../db/condition-sql.ts';
import type { CatalogueField, FieldCatalogue } from '../../../kernel/conditions/field-catalogue.ts';
import type { FieldKind } from '../../../kernel/contracts/conditions.ts';
import type { CustomEntity } from '../../../kernel/contracts/custom-fields.ts';
import type { ReadScope } from '../crm-scope.ts';
import { CUSTOM_TYPE_TABLE } from './custom-types.ts';
import { readFields, type CustomFieldRow } from './read-fields.ts';

/** The custom fields of a kind of record as conditions name them: `custom.<key>`. */
export interface ConditionFields {
  readonly catalogue: FieldCatalogue;
  /** Where conditions find them in SQL. */
  readonly expressions: FieldExpressions;
}

/**
 * What conditions may say about the custom fields of a kind of record that stands in SQL under `alias`. Archived fields stay
 * among them, marked as such: a rule that names one goes on as before.
 */
export async function customConditionFields(
  scope: Pick<ReadScope, 'em'>,
  entity: CustomEntity,
  alias: string,
): Promise<ConditionFields> {
  const fields = await readFields(scope, entity, { archived: true });
  return {
    catalogue: Object.fromEntries(fields.map((field) => [conditionName(field), catalogueField(field)])),
    expressions: Object.fromEntries(fields.map((field) => [conditionName(field), expressionOf(field, alias)])),
  };
}

function conditionName(field: CustomFieldRow): string {
  return `custom.${field.key}`;
}

function catalogueField({ label: name, type, choices, archived }: CustomFieldRow): CatalogueField {
  const label = archived ? `${name}（已停用）` : name;
  const { kind } = CUSTOM_TYPE_TABLE[type];
  const words = Object.fromEntries(choices.map((choice) => [choice.value, choice.label]));
  return { label, kind, ...(choices.length > 0 ? { choices: words } : {}) };
}

/** SQL of a value. A key is letters, digits and `_` (checked when the field was made), so it can stand in a text. */
function expressionOf({ key, type }: CustomFieldRow, alias: string): string {
  const text = `(${alias}.custom ->> '${key}')`;
  const { kind } = CUSTOM_TYPE_TABLE[type];
  if (kind === 'list') return `array(select jsonb_array_elements_text(coalesce(${alias}.custom -> '${key}', '[]')))`;
  return `${text}${CASTS[kind] ?? ''}`;
}

const CASTS: Readonly<Partial<Record<FieldKind, string>>> = {
  number: '::numeric',
  day: '::date',
  boolean: '::boolean',
};
