import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { holds } from '../../../kernel/conditions/holds.ts';
import type { Condition } from '../../../kernel/contracts/conditions.ts';
import type { CustomerView } from '../../../kernel/contracts/crm.ts';
import { crmWorld, type CrmWorld } from '../../../tests/support/crm-world.ts';
import { changeTags } from '../customers/change-tags.ts';
import { createCustomer } from '../customers/create-customer.ts';
import { getCustomer } from '../customers/get-customer.ts';
import { fieldsOf } from '../fields/fields-of.ts';
import { refreshTouched } from '../profiles/refresh-touched.ts';
import { HEALTH_SIGNALS } from '../profiles/signals/registry.ts';
import { createTagRule, deleteTagRule, updateTagRule } from './save-tag-rule.ts';
import { listTagRules } from './tag-rule-view.ts';

let world: CrmWorld;
beforeAll(async () => {
  world = await crmWorld();
});
afterAll(async () => await world.stop());

const refresh = async (all = false): Promise<{ counted: number; tagged: number }> =>
  await refreshTouched(world.as('admin'), HEALTH_SIGNALS, { all, signal: new AbortController().signal });
const tagged = async (tag: string): Promise<string[]> =>
  (
    await world.sql<{ name: string }>(
      `select c.name from customer_tag ct join customer c on c.id = ct.customer_id join tag t on t.id = ct.tag_id
       where t.name = $1 order by c.name`,
      [tag],
    )
  ).map(({ name }) => name);

it('a tag comes and goes with its rule, and what a person put on stays', async () => {
  const big = await createCustomer(world.as('wang'), { name: '大客户', employees: 500 });
  const small = await createCustomer(world.as('wang'), { name: '小客户', employees: 5 });
  await changeTags(world.as('wang'), { id: small.id, add: ['规模大'], remove: [] });
  const condition: Condition = { field: 'employees', op: 'gte', value: 100 };
  await expect(createTagRule(world.as('wang'), { tag: '规模大', condition, active: true })).rejects.toMatchObject({
    code: 'access.not_permitted',
  });
  await expect(
    createTagRule(world.as('chen'), {
      tag: '规模大',
      condition: { not: { field: 'tags', op: 'contains', value: '规模大' } },
      active: true,
    }),
  ).rejects.toMatchObject({ code: 'crm.tag_rule_about_tags' });
  const rule = await createTagRule(world.as('chen'), { tag: '规模大', condition, active: true });
  expect(world.queued.at(-1)).toEqual({ job: 'refresh-profiles', payload: { all: true } });
  await refresh(true);
  expect(await tagged('规模大')).toEqual(['大客户', '小客户']);
  expect(await getCustomer(world.as('wang'), big)).toMatchObject({ tags: ['规模大'], rule_tags: ['规模大'] });
  expect(await getCustomer(world.as('wang'), small)).toMatchObject({ tags: ['规模大'], rule_tags: [] });
  const version = async (): Promise<number> =>
    (await world.sql<{ version: number }>('select version from customer where id = $1', [big.id]))[0]!.version;
  expect(await version()).toBe(1);
  expect((await listTagRules(world.as('li')))[0]).toMatchObject({ tag: '规模大', tagged: 0 });
  expect((await listTagRules(world.as('chen')))[0]).toMatchObject({ tag: '规模大', tagged: 1 });
  const [line] = await world.sql<{ title: string }>(
    `select title from timeline_entry where customer_id = $1 and kind = 'customer.tagged'`,
    [big.id],
  );
  expect(line!.title).toBe('修改标签：按规则 +规模大');

  await world.sql('update customer set employees = 50 where id = $1', [big.id]);
  await refresh();
  expect(await tagged('规模大')).toEqual(['小客户']);
  await updateTagRule(world.as('chen'), {
    id: rule.id,
    version: rule.version,
    condition: { field: 'employees', op: 'gte', value: 50 },
  });
  await refresh(true);
  expect(await tagged('规模大')).toEqual(['大客户', '小客户']);
  // Said by a person, it is theirs from now on.
  await changeTags(world.as('wang'), { id: big.id, add: ['规模大'], remove: [] });
  await deleteTagRule(world.as('chen'), { id: rule.id });
  await refresh(true);
  expect(await tagged('规模大')).toEqual(['大客户', '小客户']);
  await expect(deleteTagRule(world.as('chen'), { id: rule.id })).rejects.toMatchObject({
    code: 'crm.tag_rule_not_found',
  });
});

it(
  'rules give exactly the tags their conditions say, whatever is changed in between',
  { timeout: 60_000 },
  async () => {
    await world.sql('delete from customer');
    const { catalogue } = await fieldsOf(world.as('admin'), 'customer');
    const value = {
      region: fc.option(fc.constantFrom('华东', '华南', '华北'), { nil: null }),
      employees: fc.option(fc.integer({ min: 0, max: 6 }), { nil: null }),
    };
    const leaf = fc.oneof(
      fc.record({
        field: fc.constant('region'),
        op: fc.constantFrom('eq', 'ne'),
        value: fc.constantFrom('华东', '华南'),
      }),
      fc.record({
        field: fc.constant('employees'),
        op: fc.constantFrom('gt', 'lte', 'eq'),
        value: fc.integer({ min: 0, max: 6 }),
      }),
      fc.record({ field: fc.constantFrom('region', 'employees'), op: fc.constant('exists'), value: fc.boolean() }),
      fc.record({ field: fc.constant('tier'), op: fc.constant('eq'), value: fc.constantFrom('prospect', 'key') }),
    ) as fc.Arbitrary<Condition>;
    const condition = fc.oneof(
      leaf,
      fc.array(leaf, { maxLength: 3 }).map((all): Condition => ({ all })),
      fc.array(leaf, { maxLength: 3 }).map((any): Condition => ({ any })),
      leaf.map((not): Condition => ({ not })),
    );
    const customers: CustomerView[] = [];
    for (let at = 0; at < 6; at += 1) customers.push(await createCustomer(world.as('wang'), { name: `客户${at}` }));
    const tags = ['甲', '乙'];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record(value), { minLength: 6, maxLength: 6 }),
        fc.array(fc.record({ tag: fc.constantFrom(...tags), condition }), { minLength: 1, maxLength: 3 }),
        fc.array(fc.record(value), { minLength: 6, maxLength: 6 }),
        async (first, rules, second) => {
          const write = async (all: readonly { region: string | null; employees: number | null }[]): Promise<void> => {
            await world.sql(
              `update customer c set region = n.region, employees = n.employees
   from unnest($1::uuid[], $2::text[], $3::int[]) as n(id, region, employees) where c.id = n.id`,
              [customers.map(({ id }) => id), all.map(({ region }) => region), all.map(({ employees }) => employees)],
            );
          };
          await write(first);
          const made = [];
          for (const rule of rules) made.push(await createTagRule(world.as('chen'), { ...rule, active: true }));
          await refresh(true);
          await write(second);
          await refresh();
          for (const tag of tags) {
            const expected = customers
              .filter((_, at) =>
                rules.some(
                  (rule) =>
                    rule.tag === tag &&
                    holds(rule.condition, { ...second[at], tier: 'prospect' }, catalogue, world.clock.now()),
                ),
              )
              .map(({ name }) => name);
            expect(await tagged(tag)).toEqual(expected);
          }
          for (const { id } of made) await deleteTagRule(world.as('chen'), { id });
          await refresh(true);
          expect([...(await tagged('甲')), ...(await tagged('乙'))]).toEqual([]);
        },
      ),
      { numRuns: 10 },
    );
  },
);
