import type { InferEntity } from '@mikro-orm/core';
import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { CustomField } from '../../../db/entities/crm/custom-field.entity.ts';
import type { CustomFieldView } from '../../../kernel/contracts/custom-fields.ts';
import type { WriteScope } from '../crm-scope.ts';
import { customFieldError } from './errors.ts';

/** The columns of a `CustomFieldView`, for a field under the alias `f`. */
export const CUSTOM_FIELD_COLUMNS = `f.id, f.entity, f.key, f.label, f.type, f.choices, f.required, f.default_value as default, f.searchable,
  f.position, f.archived_at is not null as archived, f.version, iso(f.created_at) as created_at, iso(f.updated_at) as updated_at`;

/** A loaded field as the wire shows it. */
export function customFieldView(row: InferEntity<typeof CustomField>): CustomFieldView {
  const { id, entity, key, label, type, choices, required, searchable, position, version } = row;
  return {
    id,
    entity,
    key,
    label,
    type,
    choices,
    required,
    searchable,
    position,
    version,
    default: row.defaultValue ?? null,
    archived: row.archivedAt !== null && row.archivedAt !== undefined,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

/**
 * Writes what is pending; a key or a label that another field has becomes the sentence a person understands.
 * @throws AppError `crm.custom_field_key_taken`, `crm.custom_field_label_taken`
 */
export async function flushField(
  scope: Pick<WriteScope, 'em'>,
  field: { readonly key: string; readonly label: string },
): Promise<void> {
  try {
    await scope.em.flush();
  } catch (thrown) {
    if (!(thrown instanceof UniqueConstraintViolationException)) throw thrown;
    const { key, label } = field;
    if (thrown.message.includes('custom_field_label'))
      throw customFieldError('crm.custom_field_label_taken', { details: { label }, cause: thrown });
    throw customFieldError('crm.custom_field_key_taken', { details: { key }, cause: thrown });
  }
}
