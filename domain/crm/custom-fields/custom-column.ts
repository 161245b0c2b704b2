import type { CustomEntity } from '../../../kernel/contracts/custom-fields.ts';

/**
 * The custom values of a record for its view, as an SQL column `custom`: those of fields in use. What an archived field
 * held stays in the record and comes back with the field.
 */
export function customColumn(alias: string, entity: CustomEntity): string {
  return `case when ${alias}.custom = '{}' then ${alias}.custom else coalesce((select jsonb_object_agg(v.key, v.value)
    from jsonb_each(${alias}.custom) v join custom_field f on f.entity = '${entity}' and f.key = v.key and f.archived_at is null), '{}') end as custom`;
}
