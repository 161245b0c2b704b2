import { afterAll, beforeAll, expect, test } from 'vitest';
import { crmWorld, type CrmWorld } from '../../../tests/support/crm-world.ts';
import { createActivity } from '../activities/create-activity.ts';
import { createContact } from '../contacts/create-contact.ts';
import { getContact } from '../contacts/get-contact.ts';
import { updateContact } from '../contacts/update-contact.ts';
import { listFacets } from '../list-facets.ts';
import { createOpportunity } from '../opportunities/create-opportunity.ts';
import { changeTags } from './change-tags.ts';
import { createCustomer } from './create-customer.ts';
import { deleteCustomer } from './delete-customer.ts';
import { getCustomer } from './get-customer.ts';
import { listCustomers } from './list-customers.ts';
import { listTags } from './list-tags.ts';
import { listTimeline } from './list-timeline.ts';
import { transferCustomer } from './transfer-customer.ts';
import { updateCustomer } from './update-customer.ts';

let world: CrmWorld;
beforeAll(async () => {
  world = await crmWorld();
});
afterAll(async () => await world.stop());

const page = { page: 1, page_size: 20 };

test('a customer belongs to whoever makes it, with the team, a code, an audit line and an event', async () => {
  const made = await createCustomer(world.as('wang'), {
    name: '华星科技有限公司',
    short_name: '华星',
    phone: '13812345678',
  });
  expect(made).toMatchObject({
    owner_name: '王磊',
    team_name: '华东团队',
    version: 1,
    phone: '13812345678',
    tags: [],
    open_amount: 0,
  });
  expect(made.code).toMatch(/^KH-\d{6}$/);
  const [audit] = await world.sql<{ action: string; after: object }>(
    'select action, after from audit_entry where entity_id = $1',
    [made.id],
  );
  expect(audit).toMatchObject({
    action: 'customer.created',
    after: { name: '华星科技有限公司', owner_id: world.id('wang') },
  });
  expect(world.told).toContainEqual({
    name: 'crm.record_changed',
    payload: { entity: 'customer', id: made.id, change: 'created' },
  });
});

test('others do not find it; the team manager does, and sees the number', async () => {
  const made = await createCustomer(world.as('wang'), { name: '蓝海贸易', phone: '13812345678' });
  await expect(getCustomer(world.as('li'), made)).rejects.toMatchObject({ code: 'crm.customer_not_found' });
  await expect(updateCustomer(world.as('zhao'), { id: made.id, version: 1, city: '上海' })).rejects.toMatchObject({
    code: 'crm.customer_not_found',
  });
  await expect(listTimeline(world.as('li'), { customer_id: made.id, ...page })).rejects.toMatchObject({
    kind: 'not_found',
  });
  expect((await getCustomer(world.as('chen'), made)).phone).toBe('13812345678');
  expect((await listCustomers(world.as('li'), page)).items.map((row) => row.id)).not.toContain(made.id);
});

test('a number is hidden from a reader who neither owns the record nor may reveal it', async () => {
  const made = await createCustomer(world.as('wang'), { name: '青松物流', phone: '13912345678' });
  const scope = world.as('admin');
  const reader = { ...scope, actor: { ...scope.actor, permissions: new Set(['crm.read', 'crm.write'] as const) } };
  expect((await getCustomer(reader, made)).phone).toBe('139****5678');
  expect((await listCustomers(reader, { ...page, q: '青松' })).items[0]?.phone).toBe('139****5678');
  const saved = await updateCustomer(reader, { id: made.id, version: 1, phone: '139****5678', city: '无锡' });
  expect(saved.city).toBe('无锡');
  expect((await getCustomer(world.as('wang'), made)).phone).toBe('13912345678');
});

test('a salesperson makes nothing for others, somebody who may assign does', async () => {
  await expect(createCustomer(world.as('wang'), { name: '甲', owner_id: world.id('zhao') })).rejects.toMatchObject({
    code: 'crm.assign_not_allowed',
  });
  const made = await createCustomer(world.as('chen'), { name: '乙', owner_id: world.id('zhao') });
  expect(made.owner_name).toBe('赵敏');
  await expect(createCustomer(world.as('chen'), { name: '丙', owner_id: made.id })).rejects.toMatchObject({
    code: 'crm.owner_not_found',
  });
});

test('a stale version is refused with the current one, and no change is no new version', async () => {
  const made = await createCustomer(world.as('wang'), { name: '云帆软件' });
  const second = await updateCustomer(world.as('wang'), { id: made.id, version: 1, city: '杭州' });
  expect(second.version).toBe(2);
  await expect(updateCustomer(world.as('wang'), { id: made.id, version: 1, city: '苏州' })).rejects.toMatchObject({
    code: 'crm.stale_version',
    details: { current_version: 2 },
  });
  expect((await updateCustomer(world.as('wang'), { id: made.id, version: 2, city: '杭州' })).version).toBe(2);
  const audits = await world.sql<{ before: object; after: object }>(
    "select before, after from audit_entry where entity_id = $1 and action = 'customer.updated'",
    [made.id],
  );
  expect(audits).toEqual([{ before: { city: null }, after: { city: '杭州' } }]);
});

test('the search box finds a name, its pinyin, its initials and the code', async () => {
  const made = await createCustomer(world.as('li'), { name: '重庆山城银行' });
  for (const q of ['山城', 'CHONGQING', 'cqscyh', made.code.toLowerCase()]) {
    expect((await listCustomers(world.as('li'), { ...page, q })).items.map((row) => row.id)).toEqual([made.id]);
  }
  expect((await listCustomers(world.as('li'), { ...page, q: '100%' })).total).toBe(0);
});

test('filters, sorts and pages with a total, also past the end', async () => {
  for (const [name, sector] of [
    ['一号', '制造'],
    ['二号', '制造'],
    ['三号', '金融'],
  ] as const) {
    await createCustomer(world.as('zhao'), { name, sector, region: '华东' });
  }
  const made = await listCustomers(world.as('zhao'), { page: 1, page_size: 1, sector: '制造', sort: 'name' });
  expect(made).toMatchObject({ total: 2, items: [{ sector: '制造' }] });
  expect(await listCustomers(world.as('zhao'), { page: 9, page_size: 10, sector: '制造' })).toMatchObject({
    total: 2,
    items: [],
  });
  await expect(listCustomers(world.as('zhao'), { ...page, sort: 'password' })).rejects.toMatchObject({
    code: 'crm.unknown_sort',
  });
  expect((await listFacets(world.as('zhao'), { entity: 'customers' })).sectors).toEqual(
    expect.arrayContaining(['制造', '金融']),
  );
});

test('idle days count from the last activity, else from the creation', async () => {
  const old = await createCustomer(world.as('li'), { name: '久未联系' });
  world.clock.advance({ days: 40 });
  const idle = await listCustomers(world.as('li'), { ...page, idle_days: 30 });
  expect(idle.items.map((row) => row.id)).toContain(old.id);
  await createActivity(world.as('li'), { customer_id: old.id, subject: '电话回访', kind: 'call', status: 'done' });
  expect((await listCustomers(world.as('li'), { ...page, idle_days: 30 })).items.map((row) => row.id)).not.toContain(
    old.id,
  );
  expect((await getCustomer(world.as('li'), old)).version).toBe(1);
});

test('tags are added once, removed, counted, and told on the timeline', async () => {
  const made = await createCustomer(world.as('wang'), { name: '标签客户' });
  const tagged = await changeTags(world.as('wang'), { id: made.id, add: ['重点', '老客户'], remove: [] });
  expect(tagged.tags.toSorted()).toEqual(['老客户', '重点'].toSorted());
  await changeTags(world.as('wang'), { id: made.id, add: ['重点'], remove: [] });
  expect((await changeTags(world.as('wang'), { id: made.id, add: [], remove: ['老客户', '没有'] })).tags).toEqual([
    '重点',
  ]);
  expect(await listTags(world.as('wang'))).toContainEqual({ name: '重点', count: 1 });
  expect(await listTags(world.as('li'))).not.toContainEqual({ name: '重点', count: 1 });
  const story = await listTimeline(world.as('wang'), { customer_id: made.id, ...page });
  expect(story.items.filter((line) => line.kind === 'customer.tagged').map((line) => line.title)).toEqual([
    '修改标签：-老客户',
    expect.stringContaining('+重点'),
  ]);
});

test('a transfer takes open deals and planned follow-ups along and leaves what is done', async () => {
  const made = await createCustomer(world.as('wang'), { name: '转移客户' });
  const open = await createOpportunity(world.as('wang'), { name: '在谈', customer_id: made.id, amount: 1000 });
  const won = await createOpportunity(world.as('wang'), { name: '已赢', customer_id: made.id, stage: 'won' });
  const planned = await createActivity(world.as('wang'), {
    customer_id: made.id,
    subject: '回访',
    kind: 'call',
    status: 'planned',
    due_at: '2027-01-10T10:00:00+08:00',
  });
  await expect(
    transferCustomer(world.as('wang'), { id: made.id, version: 1, owner_id: world.id('li') }),
  ).rejects.toMatchObject({
    code: 'access.not_permitted',
  });
  const moved = await transferCustomer(world.as('chen'), { id: made.id, version: 1, owner_id: world.id('li') });
  expect(moved).toMatchObject({ owner_name: '李强', team_name: '华南团队', version: 2, open_amount: 1000 });
  expect(moved.next_follow_up_at).toBe('2027-01-10T02:00:00.000Z');
  const rows = await world.sql<{ id: string; owner_id: string }>(
    'select id, owner_id from opportunity where customer_id = $1 union all select id, owner_id from activity where customer_id = $1',
    [made.id],
  );
  const owners = new Map(rows.map((row) => [row.id, row.owner_id]));
  expect(owners.get(open.id)).toBe(world.id('li'));
  expect(owners.get(planned.id)).toBe(world.id('li'));
  expect(owners.get(won.id)).toBe(world.id('wang'));
  await expect(getCustomer(world.as('wang'), made)).rejects.toMatchObject({ kind: 'not_found' });
});

test('contacts are seen with their customer, and deleted with it once no deal is open', async () => {
  const made = await createCustomer(world.as('wang'), { name: '联系人客户' });
  const contact = await createContact(world.as('wang'), {
    customer_id: made.id,
    name: '孙总',
    decision_maker: true,
    phone: '13700001111',
  });
  await expect(getContact(world.as('li'), contact)).rejects.toMatchObject({ code: 'crm.contact_not_found' });
  await expect(createContact(world.as('li'), { customer_id: made.id, name: '别人' })).rejects.toMatchObject({
    code: 'crm.customer_not_found',
  });
  expect(await updateContact(world.as('chen'), { id: contact.id, version: 1, title: '采购总监' })).toMatchObject({
    version: 2,
    title: '采购总监',
  });
  await createOpportunity(world.as('wang'), { name: '未结', customer_id: made.id });
  await expect(deleteCustomer(world.as('wang'), made)).rejects.toMatchObject({
    code: 'crm.customer_has_open_deals',
    details: { count: 1 },
  });
  await world.sql("update opportunity set stage = 'won' where customer_id = $1", [made.id]);
  await deleteCustomer(world.as('wang'), made);
  await expect(getContact(world.as('admin'), contact)).rejects.toMatchObject({ kind: 'not_found' });
});

test('an external id is used once', async () => {
  await createCustomer(world.as('wang'), { name: '外部一', external_id: 'EXT-1' });
  await expect(createCustomer(world.as('li'), { name: '外部二', external_id: 'EXT-1' })).rejects.toMatchObject({
    code: 'crm.duplicate_external_id',
  });
});

test('one form may change fields and owner together', async () => {
  const made = await createCustomer(world.as('wang'), { name: '一次改两样' });
  const saved = await updateCustomer(world.as('chen'), {
    id: made.id,
    version: 1,
    city: '宁波',
    owner_id: world.id('zhao'),
  });
  expect(saved).toMatchObject({ city: '宁波', owner_name: '赵敏' });
  await expect(
    updateCustomer(world.as('zhao'), { id: made.id, version: saved.version, owner_id: world.id('wang') }),
  ).rejects.toMatchObject({ code: 'crm.assign_not_allowed' });
});
