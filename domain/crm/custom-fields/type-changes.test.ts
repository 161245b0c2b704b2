import { afterAll, beforeAll, expect, it, test } from 'vitest';
import { CUSTOM_TYPES, type CustomType, type CustomValue } from '../../../kernel/contracts/custom-fields.ts';
import { crmWorld, type CrmWorld } from '../../../tests/support/crm-world.ts';
import { createCustomer } from '../customers/create-customer.ts';
import { getCustomer } from '../customers/get-customer.ts';
import { createCustomField } from './create-custom-field.ts';
import { CUSTOM_TYPE_TABLE } from './custom-types.ts';
import { refreshSearchText } from './refresh-search-text.ts';
import { TYPE_CHANGES } from './type-changes.ts';
import { updateCustomField } from './update-custom-field.ts';

let world: CrmWorld;
beforeAll(async () => {
  world = await crmWorld();
});
afterAll(async () => await world.stop());

const CHOICES = [
  { value: 'a', label: '甲' },
  { value: 'b', label: '乙' },
];
const hasChoices = (type: CustomType): boolean => type === 'choice' || type === 'multi_choice';

const SAMPLES: Readonly<Record<CustomType, CustomValue>> = {
  text: '一句话',
  number: 12.5,
  date: '2026-03-05',
  choice: 'a',
  multi_choice: ['a', 'b'],
  boolean: false,
};

/** What becomes of the sample; everything else is refused. */
const CONVERTED: Readonly<Partial<Record<`${CustomType} ${CustomType}`, CustomValue>>> = {
  'number text': '12.5',
  'date text': '2026-03-05',
  'choice text': '甲',
  'choice multi_choice': ['a'],
  'multi_choice text': '甲、乙',
  'boolean text': '否',
};

const CELLS = CUSTOM_TYPES.flatMap((from) => CUSTOM_TYPES.filter((to) => to !== from).map((to) => [from, to] as const));

test.each(CELLS)('a filled %s that becomes a %s', async (from, to) => {
  const scope = world.as('admin');
  const choices = hasChoices(from) ? CHOICES : [];
  const label = `${from} ${to}`;
  const field = await createCustomField(scope, { entity: 'customer', label, type: from, choices });
  const made = await createCustomer(world.as('admin'), { name: label, custom: { [field.key]: SAMPLES[from] } });
  const change = {
    id: field.id,
    version: 1,
    type: to,
    ...(hasChoices(to) && !hasChoices(from) ? { choices: CHOICES } : {}),
  };
  const expected = CONVERTED[`${from} ${to}`];
  if (expected === undefined) {
    await expect(updateCustomField(world.as('admin'), change)).rejects.toMatchObject({
      code: 'crm.custom_field_type_in_use',
    });
    expect((await getCustomer(world.as('admin'), made)).custom).toEqual(made.custom);
    await world.sql(`update customer set custom = '{}' where id = $1`, [made.id]);
    expect(await updateCustomField(world.as('admin'), change)).toMatchObject({ type: to, version: 2 });
    return;
  }
  await updateCustomField(world.as('admin'), change);
  const after = await getCustomer(world.as('admin'), made);
  expect(after.custom[field.key]).toEqual(expected);
  expect(after.version).toBe(made.version + 1);
  const { check } = CUSTOM_TYPE_TABLE[to];
  expect(check(expected, { choices: CHOICES }, null)).toEqual({ value: expected });
});

it('the table has every cell, and nothing that is converted is refused elsewhere', () => {
  for (const from of CUSTOM_TYPES) {
    expect(Object.keys(TYPE_CHANGES[from]).toSorted()).toEqual([...CUSTOM_TYPES].toSorted());
    expect(TYPE_CHANGES[from][from]).toBe('same');
  }
});

it('search texts follow a field that is searched from now on, a record changed meanwhile is left to its own change', async () => {
  const scope = world.as('admin');
  const field = await createCustomField(scope, { entity: 'contact', label: '外号', type: 'text' });
  const customer = await createCustomer(world.as('admin'), { name: '外号客户' });
  await world.sql(
    `insert into contact (id, customer_id, name, search_text, custom, created_at, updated_at)
     select gen_random_uuid(), $1, '某' || n, '某' || n, jsonb_build_object($2::text, '老虎' || n), now(), now() from generate_series(1, 1203) n`,
    [customer.id, field.key],
  );
  await updateCustomField(world.as('admin'), { id: field.id, version: 1, searchable: true });
  expect(world.queued.at(-1)).toEqual({ job: 'refresh-search-text', payload: { entity: 'contact' } });
  expect(await refreshSearchText(world.as('admin'), { entity: 'contact' })).toBe(1203);
  const found = await world.sql<{ n: number }>(
    "select count(*)::int as n from contact where search_text like '%老虎7%' and search_text like '%laohu%' and version = 1",
  );
  expect(found[0]?.n).toBe(
    Array.from({ length: 1203 }, (_, at) => String(at + 1)).filter((n) => n.startsWith('7')).length,
  );
  expect(await refreshSearchText(world.as('admin'), { entity: 'contact' })).toBe(0);
});
