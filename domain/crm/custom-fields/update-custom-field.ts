import type { InferEntity } from '@mikro-orm/core';
import { LockMode } from '@mikro-orm/core';
import { CustomField } from '../../../db/entities/crm/custom-field.entity.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { CustomFieldView, UpdateCustomField } from '../../../kernel/contracts/custom-fields.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { Scope } from '../../scope.ts';
import { applyChanges, hasChanges, type Changes } from '../apply-changes.ts';
import { requireVersion } from '../lock-row.ts';
import { recordChange } from '../record-change.ts';
import { checkDefinition } from './check-definition.ts';
import { convertValues, requireUnusedChoices } from './convert-values.ts';
import { customFieldView, flushField } from './custom-field-view.ts';
import { customFieldError } from './errors.ts';
import { refreshSearchTextJob } from './refresh-search-text.job.ts';

const FIELDS = {
  label: 'label',
  type: 'type',
  choices: 'choices',
  required: 'required',
  default: 'defaultValue',
  searchable: 'searchable',
  position: 'position',
} as const;

/**
 * Changes a field; what is left out stays. A new type converts the values where nothing is lost (`type-changes.ts`).
 * `archived` takes the field out of use, its values stay and come back with it. Where the search box looks at the field,
 * a job makes the search texts anew. Needs `crm.configure`.
 *
 * @throws AppError `access.not_permitted`, `crm.custom_field_not_found`, `crm.stale_version`,
 *   `crm.custom_field_definition`, `crm.custom_field_label_taken`, `crm.custom_choice_in_use`,
 *   `crm.custom_field_type_in_use`
 */
export async function updateCustomField(
  outer: Scope,
  input: UpdateCustomField & { readonly id: string },
): Promise<CustomFieldView> {
  requirePermission(outer.actor, 'crm.configure');
  return await inTransaction(outer, async (scope) => {
    const field = await scope.em.findOne(
      CustomField,
      { id: input.id },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
    if (!field) throw customFieldError('crm.custom_field_not_found', { details: { id: input.id } });
    requireVersion(field, input.version);
    const before = { ...customFieldView(field) };
    const changes = changeField(field, input, scope.clock.now());
    if (!hasChanges(changes)) return before;
    const { entity, label, type, choices, required, searchable } = field;
    const draft = { entity, label, type, choices, required, searchable, default: field.defaultValue ?? null };
    field.defaultValue = checkDefinition(draft).default;
    await convertValues(scope, before, field);
    await requireUnusedChoices(scope, before, field);
    field.updatedAt = scope.clock.now();
    recordChange(scope, { entity: 'custom_field', id: field.id, change: 'updated', ...changes });
    await flushField(scope, field);
    const after = customFieldView(field);
    if (changesSearch(before, after))
      await scope.jobs.enqueue(scope.em, refreshSearchTextJob, { entity: field.entity });
    return after;
  });
}

/** Choices go when the new type has none; a default that is not given anew goes with the old type. */
function changeField(field: InferEntity<typeof CustomField>, input: UpdateCustomField, now: Date): Changes {
  const retyped = input.type !== undefined && input.type !== field.type;
  const keepsChoices = input.type === 'choice' || input.type === 'multi_choice';
  const given = {
    ...input,
    ...(retyped && input.default === undefined ? { default: null } : {}),
    ...(retyped && !keepsChoices && input.choices === undefined ? { choices: [] } : {}),
  };
  if (given.choices && JSON.stringify(given.choices) === JSON.stringify(field.choices)) delete given.choices;
  const changes = applyChanges(field, given, FIELDS);
  const archived = field.archivedAt !== null && field.archivedAt !== undefined;
  if (input.archived !== undefined && input.archived !== archived) {
    changes.before.archived = archived;
    changes.after.archived = input.archived;
    field.archivedAt = input.archived ? now : null;
  }
  return changes;
}

/** Whether the texts the search box looks through would be others. */
function changesSearch(before: CustomFieldView, after: CustomFieldView): boolean {
  const words = ({ searchable, archived, type, choices }: CustomFieldView): string =>
    searchable && !archived ? JSON.stringify([type, choices.map(({ value, label }) => [value, label])]) : '';
  return words(before) !== words(after);
}
