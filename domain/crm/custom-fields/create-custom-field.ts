import { pinyin } from 'pinyin-pro';
import { CustomField } from '../../../db/entities/crm/custom-field.entity.ts';
import { query } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { CustomFieldView, NewCustomField } from '../../../kernel/contracts/custom-fields.ts';
import { newId } from '../../../kernel/ids.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { WriteScope } from '../crm-scope.ts';
import { recordChange } from '../record-change.ts';
import { checkDefinition } from './check-definition.ts';
import { customFieldView, flushField } from './custom-field-view.ts';
import { customFieldError } from './errors.ts';

const MOST_FIELDS = 100;

/**
 * Adds a field to a kind of record. Records that are there have no value yet; new ones get the default. Needs
 * `crm.configure`.
 *
 * @throws AppError `access.not_permitted`, `crm.custom_field_definition`, `crm.custom_field_label_taken`,
 *   `crm.custom_field_key_taken`, `crm.custom_field_limit`
 */
export async function createCustomField(outer: WriteScope, input: NewCustomField): Promise<CustomFieldView> {
  requirePermission(outer.actor, 'crm.configure');
  const draft = checkDefinition({
    entity: input.entity,
    label: input.label,
    type: input.type,
    choices: input.choices ?? [],
    required: input.required ?? false,
    default: input.default ?? null,
    searchable: input.searchable ?? false,
  });
  return await inTransaction(outer, async (scope) => {
    const known = await query<{ key: string; position: number; used: boolean }>(
      scope.em,
      'select key, position, archived_at is null as used from custom_field where entity = $1',
      [input.entity],
    );
    if (known.filter(({ used }) => used).length >= MOST_FIELDS)
      throw customFieldError('crm.custom_field_limit', { details: { max: MOST_FIELDS } });
    const { default: defaultValue, choices, ...settings } = draft;
    const now = scope.clock.now();
    const field = scope.em.create(CustomField, {
      ...settings,
      id: newId(),
      key: input.key ?? freeKey(input.label, new Set(known.map(({ key }) => key))),
      choices: [...choices],
      defaultValue,
      position: input.position ?? Math.max(0, ...known.map(({ position }) => position)) + 10,
      archivedAt: null,
      createdAt: now,
      updatedAt: now,
    });
    const after = { ...draft, key: field.key, position: field.position };
    recordChange(scope, { entity: 'custom_field', id: field.id, change: 'created', after });
    await flushField(scope, field);
    return customFieldView(field);
  });
}

/** A key from the label's pinyin that no other field has, archived ones included. */
function freeKey(label: string, taken: ReadonlySet<string>): string {
  const sound = pinyin(label, { toneType: 'none', type: 'array', v: true }).join('_').toLowerCase();
  const plain = sound
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[^a-z]+|_+$/g, '')
    .slice(0, 36);
  const base = plain === '' ? 'field' : plain;
  for (let at = 1; ; at += 1) {
    const key = at === 1 ? base : `${base}_${at}`;
    if (!taken.has(key)) return key;
  }
}
