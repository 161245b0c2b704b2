import { afterAll, beforeAll, expect, test } from 'vitest';
import { crmWorld, type CrmPerson, type CrmWorld } from '../../../tests/support/crm-world.ts';
import { howOften } from '../../../tests/support/how-often.ts';
import type { CheckDuplicates, DuplicateCandidateView } from '../../../kernel/contracts/data-quality.ts';
import { seededRandom } from '../../../kernel/random.ts';
import { createContact } from '../contacts/create-contact.ts';
import { createCustomer } from '../customers/create-customer.ts';
import { deleteCustomer } from '../customers/delete-customer.ts';
import { updateCustomer } from '../customers/update-customer.ts';
import { uploadImport } from '../imports/upload-import.ts';
import { createLead } from '../leads/create-lead.ts';
import { refreshQuality } from '../quality/refresh-quality.ts';
import { checkDuplicates } from './check-duplicates.ts';
import { decideDuplicate } from './decide-duplicate.ts';
import { listDuplicates } from './list-duplicates.ts';

let world: CrmWorld;
beforeAll(async () => {
  world = await crmWorld();
});
afterAll(async () => await world.stop());

const refresh = async (): Promise<number> => await refreshQuality(world.as('admin'));
const check = async (person: CrmPerson, input: CheckDuplicates) => await checkDuplicates(world.as(person), input);
const open = async (
  person: CrmPerson,
  entity: 'customer' | 'contact' | 'lead' = 'customer',
): Promise<DuplicateCandidateView[]> =>
  (await listDuplicates(world.as(person), { entity, status: 'open', page: 1, page_size: 100 })).items;

test('while typing, one sees one’s own record and only the owner of a colleague’s', async () => {
  const made = await createCustomer(world.as('wang'), {
    name: '北京蓝鲸智能科技有限公司',
    phone: '+86 136 1234 5678',
    website: 'www.lanjing.com.cn',
  });
  expect(made.phone).toBe('13612345678');
  // Before any job has run, too.
  const typed: CheckDuplicates = { entity: 'customer', fields: { name: '蓝鲸智能科技' } };
  for (const when of ['written a moment ago', 'indexed']) {
    const [own] = await check('wang', typed);
    expect(own, when).toMatchObject({ hidden: false, id: made.id, name: made.name, level: 'certain' });
    expect(
      own?.reasons.map((reason) => reason.kind),
      when,
    ).toContain('name');
    const [hidden, ...others] = await check('li', typed);
    expect(others).toEqual([]);
    expect(hidden).toMatchObject({ hidden: true, id: null, name: null, phone: null, owner_name: '王磊' });
    expect(hidden?.message).toBe('已有同事在跟进，请先联系王磊');
    await refresh();
  }
  expect(await check('wang', { ...typed, exclude_id: made.id })).toEqual([]);
  expect(await check('wang', { entity: 'customer', fields: {} })).toEqual([]);
  expect(await check('li', { entity: 'customer', fields: { website: 'http://lanjing.com.cn/' } })).toEqual([]);
});

test('a typed lead is found among customers and contacts, a typed customer among leads', async () => {
  const customer = await createCustomer(world.as('wang'), { name: '苏州赤兔物流有限公司' });
  await createContact(world.as('wang'), { customer_id: customer.id, name: '孙倩', phone: '137 0000 2222' });
  await createLead(world.as('wang'), { name: '钱进', company: '白驹供应链有限公司', phone: '13700003333' });
  const asLead = await check('wang', {
    entity: 'lead',
    fields: { name: '孙倩', company: '赤兔物流', phone: '13700002222' },
  });
  expect(asLead.map((match) => [match.entity, match.name])).toEqual([
    ['contact', '孙倩'],
    ['customer', '苏州赤兔物流有限公司'],
  ]);
  const asCustomer = await check('wang', { entity: 'customer', fields: { name: '白驹供应链' } });
  expect(asCustomer.map((match) => [match.entity, match.name])).toEqual([['lead', '钱进']]);
});

test('pairs are found in bulk, follow every change, and stay dismissed until something new speaks for them', async () => {
  const a = await createCustomer(world.as('wang'), { name: '杭州青鸟软件有限公司', phone: '0571-88889999' });
  const b = await createCustomer(world.as('zhao'), { name: '青鸟软件', city: '杭州' });
  await refresh();
  const pair = (await open('chen')).find((one) => [a.id, b.id].includes(one.left.id ?? ''));
  expect(pair).toMatchObject({ status: 'open', level: 'certain', mergeable: true });
  // Each of the two sees that there is another one, and of it the owner only.
  const [seen] = (await open('wang')).filter((one) => one.id === pair?.id);
  const sides = [seen?.left, seen?.right];
  expect(sides.find((side) => side?.hidden)).toEqual({
    id: null,
    hidden: true,
    code: null,
    name: null,
    detail: null,
    phone: null,
    owner_name: '赵敏',
    version: null,
    completeness: null,
    last_activity_at: null,
  });
  expect(seen?.mergeable).toBe(false);
  expect((await open('li')).filter((one) => one.id === pair?.id)).toEqual([]);
  await expect(decideDuplicate(world.as('li'), { id: pair!.id, status: 'dismissed' })).rejects.toMatchObject({
    code: 'crm.candidate_not_found',
  });
  await decideDuplicate(world.as('chen'), { id: pair!.id, status: 'dismissed', note: '两家公司' });
  await updateCustomer(world.as('zhao'), { id: b.id, version: 1, sector: '软件' });
  await refresh();
  expect((await open('chen')).filter((one) => one.id === pair?.id)).toEqual([]);
  await updateCustomer(world.as('zhao'), { id: b.id, version: 2, phone: '057188889999' });
  await refresh();
  const again = (await open('chen')).find((one) => one.id === pair?.id);
  expect(again?.reasons.map((reason) => reason.kind).sort()).toEqual(['landline', 'name']);
  await updateCustomer(world.as('zhao'), { id: b.id, version: 3, name: '朱雀软件', phone: '' });
  await refresh();
  expect((await open('chen')).filter((one) => one.id === pair?.id)).toEqual([]);
});

test('a deleted record leaves nothing behind', async () => {
  const a = await createCustomer(world.as('wang'), { name: '短暂存在贸易有限公司' });
  await createCustomer(world.as('wang'), { name: '短暂存在贸易' });
  await createContact(world.as('wang'), { customer_id: a.id, name: '周全', phone: '13611112222' });
  await refresh();
  await deleteCustomer(world.as('wang'), a);
  await refresh();
  const left = await world.sql(
    `select (select count(*)::int from match_key where value = '13611112222') as keys,
       (select count(*)::int from duplicate_candidate where left_id = $1 or right_id = $1) as pairs,
       (select count(*)::int from record_quality where entity_id = $1) as quality, (select count(*)::int from quality_pending) as pending`,
    [a.id],
  );
  expect(left).toEqual([{ keys: 0, pairs: 0, quality: 0, pending: 0 }]);
});

test('the preview of an import tells which rows are probably there already', async () => {
  await createCustomer(world.as('admin'), { name: '厦门海豚食品有限公司', owner_id: world.id('li') });
  await createCustomer(world.as('wang'), { name: '南昌飞马汽配有限公司' });
  await createCustomer(world.as('wang'), { name: '原样再来' });
  const text = '客户名称\n海豚食品\n飞马汽配\n原样再来\n厦门海豚食品有限公司\n全新的客户\n';
  const preview = await uploadImport(world.as('chen'), {
    kind: 'customers',
    file_name: 'a.csv',
    content: Buffer.from(text),
  });
  expect(preview.duplicates).toMatchObject({ rows: 3, checked: 5 });
  expect(preview.duplicates.sample.map(({ row, match }) => [row, match.hidden, match.name])).toEqual([
    [1, true, null],
    [2, false, '南昌飞马汽配有限公司'],
    [4, true, null],
  ]);
});

/** Customers with made-up brands that differ in at least two characters; every tenth has a twin in another spelling. */
function generated(count: number): { name: string; phone: string | null; twin: number | null }[] {
  const random = seededRandom(20_261_121);
  const characters = '云海山川星辰明德瑞祥泰康宏达嘉禾润泽凯旋卓越锦程百川'.split('');
  const seen = new Set<string>();
  const rows: { name: string; phone: string | null; twin: number | null }[] = [];
  const pick = (): string => characters[random.int(0, characters.length)] ?? '云';
  while (rows.length < count) {
    const brand = Array.from({ length: 6 }, pick).join('');
    // No two brands may differ in one character only.
    const parts = Array.from({ length: 6 }, (_, at) => `${at} ${brand.slice(0, at)}_${brand.slice(at + 1)}`);
    if (parts.some((part) => seen.has(part))) continue;
    for (const part of parts) seen.add(part);
    const phone = `1${random.int(3, 10)}${String(random.int(0, 1e9)).padStart(9, '0')}`;
    const at = rows.push({ name: `${brand}有限公司`, phone, twin: null }) - 1;
    if (at % 10 === 0) {
      const name =
        [`${brand}股份有限公司`, `北京${brand}`, `${brand.slice(0, 5)}${pick()}有限公司`][random.int(0, 3)] ?? brand;
      rows.push({ name, phone: name.startsWith(brand) || name.startsWith('北京') ? null : `+86 ${phone}`, twin: at });
    }
  }
  return rows.slice(0, count);
}

test('thousands of customers: all twins are found and hardly anything else', async () => {
  await world.sql('delete from customer');
  const count = howOften(1500, 5000);
  const rows = generated(count);
  await world.sql(
    `insert into customer (id, name, phone, owner_id, search_text, created_at, updated_at)
     select gen_random_uuid(), n.name, n.phone, $2, n.name, now(), now() from jsonb_to_recordset($1::jsonb) as n(name text, phone text)`,
    [JSON.stringify(rows), world.id('wang')],
  );
  expect(await refresh()).toBeGreaterThanOrEqual(count);
  const found = await world.sql<{ left: string; right: string }>(
    `select l.name as left, r.name as right from duplicate_candidate d join customer l on l.id = d.left_id join customer r on r.id = d.right_id
     where d.status = 'open' and d.entity = 'customer'`,
  );
  const key = (one: string, other: string): string => [one, other].toSorted().join(' ');
  const wanted = new Set(rows.flatMap(({ name, twin }) => (twin === null ? [] : [key(name, rows[twin]?.name ?? '')])));
  const pairs = new Set(found.map(({ left, right }) => key(left, right)));
  expect(wanted.size).toBeGreaterThan(count * 0.08);
  expect([...wanted].filter((pair) => !pairs.has(pair))).toEqual([]);
  expect([...pairs].filter((pair) => !wanted.has(pair))).toEqual([]);
  // A second look at everything finds the same.
  await world.sql("insert into quality_pending (entity, entity_id) select 'customer', id from customer limit 300");
  await refresh();
  const [after] = await world.sql<{ n: number }>(
    "select count(*)::int as n from duplicate_candidate where status = 'open'",
  );
  expect(after?.n).toBe(found.length);
}, 120_000);

test('a number that very many share makes a star of pairs, not all by all', async () => {
  await world.sql('delete from customer');
  await world.sql('delete from lead');
  await world.sql(
    `insert into lead (id, name, phone, status, search_text, created_at, updated_at)
     select gen_random_uuid(), '同一个人', '13699998888', 'new', '', now(), now() from generate_series(1, 120)`,
  );
  await refresh();
  const [pairs] = await world.sql<{ n: number }>(
    "select count(*)::int as n from duplicate_candidate where status = 'open' and entity = 'lead'",
  );
  expect(pairs?.n).toBeGreaterThanOrEqual(119);
  expect(pairs?.n).toBeLessThan(1000);
});
