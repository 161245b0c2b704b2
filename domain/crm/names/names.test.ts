import { afterAll, beforeAll, expect, test } from 'vitest';
import { crmWorld, type CrmWorld } from '../../../tests/support/crm-world.ts';
import { createContact } from '../contacts/create-contact.ts';
import { createCustomer } from '../customers/create-customer.ts';
import { createProduct } from '../products/create-product.ts';
import { findByName } from './find-by-name.ts';
import { listNames, type NameEntry } from './list-names.ts';
import { differByOne, likeness, normalName } from './normal-name.ts';

let world: CrmWorld;
let codeOfHua: string;
beforeAll(async () => {
  world = await crmWorld();
  codeOfHua = (
    await createCustomer(world.as('wang'), {
      name: '华星科技有限公司',
      short_name: '华星',
      city: '苏州',
      region: '华东',
    })
  ).code;
  await createCustomer(world.as('wang'), { name: '华星光电材料厂', city: '南京' });
  await createCustomer(world.as('wang'), { name: '创新软件' });
  await createCustomer(world.as('li'), { name: '南粤食品', region: '华南' });
  await createProduct(world.as('admin'), { name: 'GTX Pro', series: 'GTX' });
});
afterAll(async () => await world.stop());

test('the short name, the full name and the code each name one customer', async () => {
  for (const name of ['华星', '华星科技有限公司', codeOfHua, codeOfHua.toLowerCase(), '华星科技']) {
    expect(await findByName(world.as('wang'), { entity: 'customer', name })).toMatchObject({
      kind: 'one',
      row: { name: '华星科技有限公司' },
    });
  }
});

test('a part that fits several is a question with what tells them apart', async () => {
  const match = await findByName(world.as('wang'), { entity: 'customer', name: '华' });
  expect(match).toMatchObject({ kind: 'many', total: 2 });
  if (match.kind === 'many') {
    expect(match.options.map((option) => option.label)).toContainEqual(`华星科技有限公司（${codeOfHua}，苏州，王磊）`);
  }
});

test('a customer of somebody else is no answer and no proposal', async () => {
  expect(await findByName(world.as('wang'), { entity: 'customer', name: '南粤食品' })).toEqual({
    kind: 'none',
    near: [],
  });
  expect(await findByName(world.as('admin'), { entity: 'customer', name: '南粤食品' })).toMatchObject({ kind: 'one' });
});

test('a name that sounds or looks alike is proposed, one that differs in spaces only is meant', async () => {
  expect(await findByName(world.as('wang'), { entity: 'customer', name: '创心软件' })).toMatchObject({
    kind: 'none',
    near: [{ name: '创新软件' }],
  });
  for (const name of ['GTXPro', 'gtx-pro', 'ＧＴＸ　Ｐｒｏ']) {
    expect(await findByName(world.as('li'), { entity: 'product', name })).toMatchObject({
      kind: 'one',
      row: { name: 'GTX Pro' },
    });
  }
});

test('a colleague is found by anybody, and «我» is the speaker', async () => {
  expect(await findByName(world.as('li'), { entity: 'person', name: '王磊' })).toMatchObject({
    kind: 'one',
    row: { id: world.id('wang') },
  });
  expect(await findByName(world.as('li'), { entity: 'person', name: '我' })).toMatchObject({
    kind: 'one',
    row: { id: world.id('li') },
  });
  expect(await findByName(world.as('li'), { entity: 'team', name: '华东' })).toMatchObject({
    kind: 'one',
    row: { name: '华东团队' },
  });
});

test('contacts of the same name are told apart by the customer, or narrowed to it', async () => {
  const first = await createCustomer(world.as('zhao'), { name: '东方机械' });
  const second = await createCustomer(world.as('zhao'), { name: '西山化工' });
  for (const customer of [first, second])
    await createContact(world.as('zhao'), { customer_id: customer.id, name: '刘洋' });
  expect(await findByName(world.as('zhao'), { entity: 'contact', name: '刘洋' })).toMatchObject({
    kind: 'many',
    total: 2,
  });
  expect(await findByName(world.as('zhao'), { entity: 'contact', name: '刘洋', customer_id: second.id })).toMatchObject(
    {
      kind: 'one',
      row: { label: '刘洋（西山化工）' },
    },
  );
});

test('the gazetteer has every name, page by page, and what changed since', async () => {
  const all: NameEntry[] = [];
  for await (const part of listNames(world.as('li'), { pageSize: 2 })) all.push(...part);
  expect(all).toContainEqual(
    expect.objectContaining({ kind: 'customer', name: '华星科技有限公司', aliases: ['华星'], code: codeOfHua }),
  );
  expect(
    all
      .filter((entry) => entry.kind === 'person')
      .map((entry) => entry.name)
      .toSorted(),
  ).toEqual(['王磊', '赵敏', '陈静', '李强', '管理员'].toSorted());
  expect(all).toContainEqual({ kind: 'region', id: null, name: '华南', aliases: [] });
  expect(new Set(all.map((entry) => `${entry.kind} ${entry.id ?? entry.name}`)).size).toBe(all.length);
  world.clock.advance({ minutes: 1 });
  const since = world.clock.now();
  await createCustomer(world.as('li'), { name: '新来的客户' });
  const fresh: NameEntry[] = [];
  for await (const part of listNames(world.as('li'), { since, kinds: ['customer', 'person'] })) fresh.push(...part);
  expect(fresh.map((entry) => entry.name)).toEqual(['新来的客户']);
});

test('names are compared without width, case, spaces and punctuation', () => {
  expect(normalName(' Ｈｕａ-Xing（中国）')).toBe('huaxing中国');
  expect(
    [
      ['abc', 'abd'],
      ['abc', 'ab'],
      ['abc', 'acb'],
      ['abc', 'xabc'],
    ].every(([a, b]) => differByOne(a!, b!)),
  ).toBe(true);
  expect(
    [
      ['abc', 'abc'],
      ['abc', 'xyc'],
      ['abcd', 'ab'],
    ].some(([a, b]) => differByOne(a!, b!)),
  ).toBe(false);
  expect(likeness('华星科技', '华星科技')).toBe(1);
  expect(likeness('华', '星')).toBe(0);
});
