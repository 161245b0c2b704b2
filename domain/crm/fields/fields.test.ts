import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { conditionSql } from '../../../db/condition-sql.ts';
import { Params, query } from '../../../db/query.ts';
import { newId } from '../../../kernel/ids.ts';
import { OPS_OF_KIND } from '../../../kernel/conditions/field-catalogue.ts';
import { checkCondition } from '../../../kernel/conditions/check-condition.ts';
import type {
  Comparison,
  Condition,
  ConditionOp,
  ConditionValue,
  FieldKind,
} from '../../../kernel/contracts/conditions.ts';
import { crmWorld, type CrmWorld } from '../../../tests/support/crm-world.ts';
import { createCustomer } from '../customers/create-customer.ts';
import { changeTags } from '../customers/change-tags.ts';
import { FIELD_ENTITIES } from './field-table.ts';
import { fieldsOf } from './fields-of.ts';
import { meetingRows } from './meeting-rows.ts';
import { meetsCondition } from './meets-condition.ts';

let world: CrmWorld;
beforeAll(async () => {
  world = await crmWorld();
});
afterAll(async () => await world.stop());

const VALUES: Readonly<Record<FieldKind, ConditionValue>> = {
  text: '某',
  number: 1,
  day: '2026-01-01',
  moment: { days: -1 },
  boolean: true,
  choice: '',
  list: '某',
};

/** Some value a comparison accepts. */
function valueFor(op: ConditionOp, kind: FieldKind, choice: string): ConditionValue | undefined {
  const one = kind === 'choice' ? choice : VALUES[kind];
  if (op === 'exists') return undefined;
  if (op === 'between') return [one, one] as ConditionValue;
  return op === 'in' || op === 'not_in' ? ([one] as ConditionValue) : one;
}

it.each(FIELD_ENTITIES)('every field of a %s can be asked for in every way it offers', async (entity) => {
  const scope = world.as('chen');
  const { catalogue, expressions } = await fieldsOf(scope, entity);
  expect(Object.keys(expressions)).toEqual(Object.keys(catalogue));
  for (const [field, { kind, choices }] of Object.entries(catalogue)) {
    for (const op of OPS_OF_KIND[kind]) {
      const value = valueFor(op, kind, Object.keys(choices ?? {})[0] ?? '');
      const condition = { field, op, ...(value === undefined ? {} : { value }) };
      checkCondition(condition, catalogue);
      expect(await meetsCondition(scope, entity, newId(), condition), `${field} ${op}`).toBe(false);
      const params = new Params();
      const met = await meetingRows(world.as('admin'), entity, condition, params);
      await world.sql(`select 1 from ${entity} r where ${met} limit 1`, params.values);
    }
  }
});

it('reads what a record says', async () => {
  const scope = world.as('chen');
  const customer = await createCustomer(scope, { name: '云杉科技', region: '华东', employees: 120 });
  await changeTags(world.as('chen'), { id: customer.id, add: ['重点'], remove: [] });
  const meets = async (field: string, op: ConditionOp, value?: ConditionValue): Promise<boolean> =>
    await meetsCondition(world.as('chen'), 'customer', customer.id, {
      field,
      op,
      ...(value === undefined ? {} : { value }),
    });
  expect(await meets('region', 'eq', '华东')).toBe(true);
  expect(await meets('employees', 'between', [100, 120])).toBe(true);
  expect(await meets('employees', 'gt', 120)).toBe(false);
  expect(await meets('tags', 'contains', '重点')).toBe(true);
  expect(await meets('tags', 'not_in', ['重点'])).toBe(false);
  expect(await meets('created_at', 'gte', { days: -1 })).toBe(true);
  expect(await meets('last_activity_at', 'exists', false)).toBe(true);
  expect(await meets('open_amount', 'eq', 0)).toBe(true);
});

it('means the same whether few or most records are asked', async () => {
  const em = world.as('admin').em;
  // Customers with 0 to 3 contacts, follow-ups, deals and tags each, in every mixture.
  await query(
    em,
    `insert into customer (id, name, search_text, region, owner_id, created_at, updated_at)
     select gen_random_uuid(), '混合' || n, 'x', case when n % 2 = 0 then '华东' end, $1, now(), now() from generate_series(0, 63) n`,
    [world.id('li')],
  );
  const each = (rest: string, of: string, size: number): string =>
    `${rest} from customer c, generate_series(1, (substr(c.name, 3)::int / ${size}) % 4) k where c.name like '混合%' and ${of}`;
  for (const text of [
    each(
      "insert into contact (id, customer_id, name, search_text, created_at, updated_at) select gen_random_uuid(), c.id, '人', 'x', now(), now()",
      'true',
      1,
    ),
    each(
      `insert into activity (id, kind, status, subject, customer_id, occurred_at, due_at, created_at, updated_at)
       select gen_random_uuid(), 'call', case when k = 2 then 'planned' else 'done' end, '跟进', c.id, now(), case when k = 2 then now() end, now(), now()`,
      'true',
      4,
    ),
    each(
      `insert into opportunity (id, name, customer_id, stage, probability, amount, search_text, stage_changed_at, created_at, updated_at)
       select gen_random_uuid(), '单', c.id, case k when 1 then 'proposal' when 2 then 'won' else 'lost' end, 10, case when c.region is null then null else 50 * k end, 'x', now(), now(), now()`,
      'true',
      16,
    ),
  ])
    await query(em, text);
  await query(em, `insert into tag (id, name, created_at) values (gen_random_uuid(), '混合标签', now())`);
  await query(
    em,
    `insert into customer_tag (customer_id, tag_id, created_at) select c.id, t.id, now() from customer c, tag t
     where t.name = '混合标签' and c.name like '混合%' and c.region is null`,
  );
  const numbers = ['contacts', 'activities', 'open_deals', 'open_amount', 'won_amount', 'orders'];
  const condition = fc.letrec<{ whole: Condition; one: Comparison }>((tie) => ({
    one: fc.oneof(
      fc.record({
        field: fc.constantFrom(...numbers),
        op: fc.constantFrom('eq', 'ne', 'gt', 'gte', 'lt', 'lte'),
        value: fc.constantFrom(-1, 0, 1, 2, 50, 100),
      }),
      fc.record({
        field: fc.constantFrom(...numbers),
        op: fc.constantFrom('in', 'not_in', 'between'),
        value: fc.constant([0, 2]),
      }),
      fc.record({
        field: fc.constantFrom('next_follow_up_at', 'tags', 'owner', 'team', 'tier'),
        op: fc.constant('exists'),
        value: fc.boolean(),
      }),
      fc.record({
        field: fc.constantFrom('tags', 'owner'),
        op: fc.constantFrom('in', 'not_in'),
        value: fc.constantFrom(['混合标签'], ['李强']),
      }),
      fc.record({
        field: fc.constant('next_follow_up_at'),
        op: fc.constantFrom('lt', 'gte'),
        value: fc.constantFrom({ days: -1 }, { days: 4000 }),
      }),
    ) as fc.Arbitrary<Comparison>,
    whole: fc.oneof(
      { maxDepth: 2 },
      tie('one'),
      fc.record({ all: fc.array(tie('whole'), { maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('whole'), { maxLength: 3 }) }),
      fc.record({ not: tie('whole') }),
    ),
  })).whole;
  const found = async (asked: 'few' | 'most', wanted: Condition): Promise<string[]> => {
    const { catalogue, expressions } = await fieldsOf(world.as('admin'), 'customer', asked);
    const params = new Params();
    const met = conditionSql(wanted, catalogue, expressions, params, world.clock.now());
    const text = `select r.name from customer r where r.name like '混合%' and ${met} order by r.name`;
    return (await query<{ name: string }>(em, text, params.values)).map(({ name }) => name);
  };
  const counts = new Set<number>();
  for (const wanted of fc.sample(condition, { numRuns: 100, seed: 11 })) {
    const few = await found('few', wanted);
    expect(await found('most', wanted), JSON.stringify(wanted)).toEqual(few);
    counts.add(few.length);
  }
  // Neither nothing nor everything, or the comparison would prove little.
  expect(counts.size).toBeGreaterThan(5);
});
