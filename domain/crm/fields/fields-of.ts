import type { FieldExpressions } from '../../../db/condition-sql.ts';
import type { FieldCatalogue } from '../../../kernel/conditions/field-catalogue.ts';
import type { ReadScope } from '../crm-scope.ts';
import { customConditionFields } from '../custom-fields/condition-fields.ts';
import { FIELD_TABLE, type FieldEntity } from './field-table.ts';

/** What conditions about one kind of record may name, and where each is found in a statement. */
export interface EntityFields {
  readonly catalogue: FieldCatalogue;
  /** For a record under the alias `r`. */
  readonly expressions: FieldExpressions;
}

/**
 * The fields of one kind of record, with those the organisation added to it (`custom.<key>`).
 * @param asked whether a condition will be asked of a few records or of most of the table: it means the same, and only
 *   the way the database works it out differs
 */
export async function fieldsOf(
  scope: Pick<ReadScope, 'em'>,
  entity: FieldEntity,
  asked: 'few' | 'most' = 'few',
): Promise<EntityFields> {
  const fields = Object.entries(FIELD_TABLE[entity]);
  const custom = await customConditionFields(scope, entity, 'r');
  const plain = fields.map(([name, { sql: _sql, gathered: _gathered, ...field }]) => [name, field] as const);
  const found = fields.map(([name, { sql, gathered }]) => [name, asked === 'most' ? (gathered ?? sql) : sql] as const);
  return {
    catalogue: { ...Object.fromEntries(plain), ...custom.catalogue },
    expressions: { ...Object.fromEntries(found), ...custom.expressions },
  };
}
