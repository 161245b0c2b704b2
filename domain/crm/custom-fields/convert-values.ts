import { query, queryOne } from '../../../db/query.ts';
import type { CustomChoice, CustomEntity, CustomType } from '../../../kernel/contracts/custom-fields.ts';
import type { WriteScope } from '../crm-scope.ts';
import { CUSTOM_TYPE_TABLE } from './custom-types.ts';
import { customFieldError } from './errors.ts';
import { TYPE_CHANGES } from './type-changes.ts';

/** A field as its values are kept by. */
interface Kept {
  readonly entity: CustomEntity;
  readonly key: string;
  readonly label: string;
  readonly type: CustomType;
  readonly choices: readonly CustomChoice[];
}

/**
 * Brings the values of all records over to a field's new type, with one statement; every record that had one counts as
 * changed. Needs the caller's transaction, with the field locked.
 *
 * @throws AppError `crm.custom_field_type_in_use` when values would be lost
 */
export async function convertValues(scope: Pick<WriteScope, 'em' | 'clock'>, before: Kept, after: Kept): Promise<void> {
  const change = TYPE_CHANGES[before.type][after.type];
  if (change === 'same') return;
  const { entity, key } = before;
  if (change === 'refused') {
    const used = await countHolding(scope, entity, 't.custom ->> $1::text is not null', [key]);
    if (used === 0) return;
    throw customFieldError('crm.custom_field_type_in_use', {
      details: {
        label: before.label,
        count: used,
        from: CUSTOM_TYPE_TABLE[before.type].label,
        to: CUSTOM_TYPE_TABLE[after.type].label,
      },
    });
  }
  const needsChoices = change.convert.includes('$choices');
  await query(
    scope.em,
    `update ${entity} t set custom = jsonb_set(t.custom, array[$1::text], n.value), updated_at = $2, version = t.version + 1
     from ${entity} o cross join lateral (select o.custom -> $1::text as v) h
       cross join lateral (select ${change.convert.replaceAll('$choices', '$3')} as value) n
     where o.id = t.id and h.v is not null`,
    [key, scope.clock.now(), ...(needsChoices ? [JSON.stringify(before.choices)] : [])],
  );
}

/**
 * Refuses to drop a choice that records hold.
 * @throws AppError `crm.custom_choice_in_use`
 */
export async function requireUnusedChoices(scope: Pick<WriteScope, 'em'>, before: Kept, after: Kept): Promise<void> {
  if (after.type !== 'choice' && after.type !== 'multi_choice') return;
  const kept = new Set(after.choices.map(({ value }) => value));
  for (const choice of before.choices.filter(({ value }) => !kept.has(value))) {
    const held = { [after.key]: after.type === 'multi_choice' ? [choice.value] : choice.value };
    const count = await countHolding(scope, after.entity, 't.custom @> $1::jsonb', [JSON.stringify(held)]);
    if (count > 0) throw customFieldError('crm.custom_choice_in_use', { details: { choice: choice.label, count } });
  }
}

async function countHolding(
  scope: Pick<WriteScope, 'em'>,
  entity: CustomEntity,
  condition: string,
  params: readonly unknown[],
): Promise<number> {
  const row = await queryOne<{ count: number }>(
    scope.em,
    `select count(*)::int as count from ${entity} t where ${condition}`,
    params,
  );
  return row?.count ?? 0;
}
