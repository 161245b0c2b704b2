import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../kernel/ids.ts';
import { searchText } from '../../kernel/search-text.ts';
import { crmWorld, type CrmWorld } from '../../tests/support/crm-world.ts';
import { listContacts } from './contacts/list-contacts.ts';
import { listCustomers } from './customers/list-customers.ts';

let world: CrmWorld;
beforeAll(async () => {
  world = await crmWorld();
});
afterAll(async () => await world.stop());

const PIECES = ['重庆', '华星', '科技', 'ABC', '有限公司', '%', '_', '\\', '（', ' ', '7', '𠮷野家', 'é', '-', '中'];
const page = { page: 1, page_size: 200 } as const;

it('finds exactly the names that hold the words, whatever the words are', async () => {
  const piece = fc.constantFrom(...PIECES);
  const names = fc.sample(fc.array(piece, { minLength: 1, maxLength: 5 }), { numRuns: 120, seed: 7 });
  const rows = names.map((parts, at) => ({ id: newId(), name: `${parts.join('')}${at}` }));
  const texts = rows.map(({ name }) => searchText(name));
  const ids = rows.map(({ id }) => id);
  await world.sql(
    `insert into customer (id, name, search_text, created_at, updated_at)
     select u.id, u.name, u.text, now(), now() from unnest($1::uuid[], $2::text[], $3::text[]) as u(id, name, text)`,
    [ids, rows.map(({ name }) => name), texts],
  );
  await world.sql(
    `insert into contact (id, customer_id, name, search_text, created_at, updated_at)
     select md5(u.id::text)::uuid, u.id, '某', '王某 wangmou wm', now(), now() from unnest($1::uuid[]) as u(id)`,
    [ids],
  );
  // Words as people type them: part of a name or its sound, across a blank, of one character, or of none of them.
  const words = fc.oneof(
    fc.array(piece, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')),
    fc
      .constantFrom(...texts)
      .chain((text) =>
        fc
          .tuple(fc.nat(text.length - 1), fc.integer({ min: 1, max: 6 }))
          .map(([at, size]) => [...text].slice(at, at + size).join('')),
      ),
    fc.string({ minLength: 1, maxLength: 4 }),
  );
  await fc.assert(
    fc.asyncProperty(words, async (q) => {
      fc.pre(q.trim() !== '' && !q.includes('\u0000') && q.isWellFormed());
      const wanted = q.trim().toLowerCase();
      const expected = ids.filter((_, at) => texts[at]?.includes(wanted)).sort();
      const found = await listCustomers(world.as('admin'), { ...page, q });
      expect(found.items.map(({ id }) => id).sort()).toEqual(expected);
      expect(found.total).toBe(expected.length);
      const people = await listContacts(world.as('admin'), { ...page, q });
      expect(people.total).toBe('王某 wangmou wm'.includes(wanted) ? rows.length : expected.length);
    }),
    { numRuns: 150, seed: 42 },
  );
});

it('asks the index, also for words that are in every name', async () => {
  const plan = await world.sql<{ 'QUERY PLAN': string }>(
    `explain select c.id from customer c where search_grams(c.search_text) @> (select '{有限}'::text[]) and c.search_text like '%有限%'`,
  );
  expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toContain('customer_grams');
});
