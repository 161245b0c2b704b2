import { afterAll, beforeAll, expect, test } from 'vitest';
import { crmWorld, type CrmWorld } from '../../../tests/support/crm-world.ts';
import { createActivity } from '../activities/create-activity.ts';
import { createCustomer } from '../customers/create-customer.ts';
import { getCustomer } from '../customers/get-customer.ts';
import { listTimeline } from '../customers/list-timeline.ts';
import { assignLead } from './assign-lead.ts';
import { convertLead } from './convert-lead.ts';
import { createLead } from './create-lead.ts';
import { deleteLead } from './delete-lead.ts';
import { getLead } from './get-lead.ts';
import { listLeads } from './list-leads.ts';
import { updateLead } from './update-lead.ts';

let world: CrmWorld;
beforeAll(async () => {
  world = await crmWorld();
});
afterAll(async () => await world.stop());

const page = { page: 1, page_size: 20 };

test('a lead starts new; its state moves by an update, but never to converted', async () => {
  const made = await createLead(world.as('wang'), { name: '周经理', company: '远景制造', phone: '13511112222' });
  expect(made).toMatchObject({ status: 'new', owner_name: '王磊', version: 1 });
  expect(made.code).toMatch(/^XS-\d{6}$/);
  expect(await updateLead(world.as('wang'), { id: made.id, version: 1, status: 'contacted' })).toMatchObject({
    status: 'contacted',
    version: 2,
  });
  await expect(updateLead(world.as('wang'), { id: made.id, version: 2, status: 'converted' })).rejects.toMatchObject({
    code: 'crm.lead_converts_by_conversion',
  });
  await expect(createLead(world.as('wang'), { name: '某', status: 'converted' })).rejects.toMatchObject({
    kind: 'invalid',
  });
});

test('a manager gives a lead to a colleague with its follow-ups, or takes it back', async () => {
  const made = await createLead(world.as('chen'), { name: '待分配', owner_id: null });
  expect(made).toMatchObject({ owner_id: null, team_name: '华东团队' });
  expect((await listLeads(world.as('chen'), { ...page, unassigned: true })).items.map((row) => row.id)).toContain(
    made.id,
  );
  const planned = await createActivity(world.as('chen'), {
    lead_id: made.id,
    subject: '首次电话',
    kind: 'call',
    status: 'planned',
    due_at: '2026-11-20T09:00:00+08:00',
  });
  const given = await assignLead(world.as('chen'), { id: made.id, version: 1, owner_id: world.id('zhao') });
  expect(given).toMatchObject({ owner_name: '赵敏', version: 2, next_follow_up_at: '2026-11-20T01:00:00.000Z' });
  expect(await world.sql('select owner_id from activity where id = $1', [planned.id])).toEqual([
    { owner_id: world.id('zhao') },
  ]);
  await expect(assignLead(world.as('chen'), { id: made.id, version: 1, owner_id: null })).rejects.toMatchObject({
    code: 'crm.stale_version',
  });
  await expect(
    assignLead(world.as('zhao'), { id: made.id, version: 2, owner_id: world.id('wang') }),
  ).rejects.toMatchObject({ kind: 'forbidden' });
  await expect(
    updateLead(world.as('zhao'), { id: made.id, version: 2, owner_id: world.id('wang') }),
  ).rejects.toMatchObject({
    code: 'crm.assign_not_allowed',
  });
  const audits = await world.sql(
    "select action, before, after from audit_entry where entity_id = $1 and action = 'lead.assigned'",
    [made.id],
  );
  expect(audits).toEqual([
    { action: 'lead.assigned', before: { owner_id: null }, after: { owner_id: world.id('zhao') } },
  ]);
});

test('a lead of somebody else is not found', async () => {
  const made = await createLead(world.as('wang'), { name: '保密' });
  for (const call of [
    () => getLead(world.as('li'), made),
    () => updateLead(world.as('li'), { id: made.id, version: 1, city: '广州' }),
    () => deleteLead(world.as('li'), made),
    () => convertLead(world.as('li'), { id: made.id, version: 1 }),
  ]) {
    await expect(call()).rejects.toMatchObject({ code: 'crm.lead_not_found' });
  }
});

test('a conversion makes customer, contact and opportunity for the owner of the lead, at once', async () => {
  const made = await createLead(world.as('wang'), {
    name: '吴总',
    company: '新航装备',
    phone: '13622223333',
    source: '展会',
    region: '华东',
  });
  await createActivity(world.as('wang'), { lead_id: made.id, subject: '展会交流', kind: 'meeting', status: 'done' });
  const done = await convertLead(world.as('chen'), {
    id: made.id,
    version: 1,
    opportunity: { name: '新航一期', amount: 80000, expected_close: '2026-12-31' },
  });
  expect(done.lead).toMatchObject({ status: 'converted', customer_id: done.customer_id, version: 2 });
  expect(done.contact).toMatchObject({ name: '吴总', phone: '13622223333', customer_name: '新航装备' });
  expect(done.opportunity).toMatchObject({
    owner_name: '王磊',
    stage: 'prospecting',
    probability: 10,
    source: '展会',
    amount: 80000,
  });
  const customer = await getCustomer(world.as('wang'), { id: done.customer_id });
  expect(customer).toMatchObject({ name: '新航装备', region: '华东', owner_name: '王磊' });
  expect(customer.last_activity_at).not.toBeNull();
  const story = await listTimeline(world.as('wang'), { customer_id: done.customer_id, ...page });
  expect(story.items.map((line) => line.kind)).toEqual(
    expect.arrayContaining(['customer.created', 'contact.created', 'opportunity.created', 'lead.converted']),
  );
  await expect(convertLead(world.as('wang'), { id: made.id, version: 2 })).rejects.toMatchObject({
    code: 'crm.lead_already_converted',
  });
});

test('a conversion uses the customer and contact that exist, and fails as a whole', async () => {
  const customer = await createCustomer(world.as('wang'), { name: '老客户公司' });
  const made = await createLead(world.as('wang'), { name: '郑工', company: '老客户公司' });
  const first = await convertLead(world.as('wang'), { id: made.id, version: 1 });
  expect(first.customer_id).toBe(customer.id);
  const again = await createLead(world.as('wang'), { name: '郑工', company: '老客户公司' });
  const second = await convertLead(world.as('wang'), { id: again.id, version: 1, customer_id: customer.id });
  expect(second.contact.id).toBe(first.contact.id);
  const foreign = await createCustomer(world.as('li'), { name: '别人的客户' });
  const third = await createLead(world.as('wang'), { name: '冯工' });
  await expect(
    convertLead(world.as('wang'), { id: third.id, version: 1, customer_id: foreign.id }),
  ).rejects.toMatchObject({
    code: 'crm.customer_not_found',
  });
  expect(await getLead(world.as('wang'), third)).toMatchObject({ status: 'new', version: 1 });
});

test('the list masks numbers of others and searches companies by pinyin', async () => {
  await createLead(world.as('li'), { name: '钱经理', company: '珠江电子', phone: '13733334444' });
  const scope = world.as('admin');
  const reader = { ...scope, actor: { ...scope.actor, permissions: new Set(['crm.read'] as const) } };
  expect((await listLeads(reader, { ...page, q: 'zhujiang' })).items).toMatchObject([
    { company: '珠江电子', phone: '137****4444' },
  ]);
  expect((await listLeads(world.as('li'), { ...page, q: 'zjdz' })).items).toMatchObject([{ phone: '13733334444' }]);
});
