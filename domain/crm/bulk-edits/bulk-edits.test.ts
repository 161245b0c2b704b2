import { afterAll, beforeAll, expect, test } from 'vitest';
import { crmWorld, type CrmPerson, type CrmWorld } from '../../../tests/support/crm-world.ts';
import type {
  BulkChange,
  BulkEditPreview,
  BulkSelection,
  QualityEntity,
} from '../../../kernel/contracts/data-quality.ts';
import { createActivity } from '../activities/create-activity.ts';
import { createContact } from '../contacts/create-contact.ts';
import { changeTags } from '../customers/change-tags.ts';
import { createCustomer } from '../customers/create-customer.ts';
import { getCustomer } from '../customers/get-customer.ts';
import { updateCustomer } from '../customers/update-customer.ts';
import { createLead } from '../leads/create-lead.ts';
import { createOpportunity } from '../opportunities/create-opportunity.ts';
import { getBulkEdit, listBulkEditRows } from './bulk-edit-view.ts';
import { changeBulkEdit } from './change-bulk-edit.ts';
import { createBulkEdit } from './create-bulk-edit.ts';
import { runBulkEdit } from './run-bulk-edit.ts';

let world: CrmWorld;
beforeAll(async () => {
  world = await crmWorld();
});
afterAll(async () => await world.stop());

const prepare = async (
  person: CrmPerson,
  entity: QualityEntity,
  selection: BulkSelection,
  change: BulkChange,
): Promise<BulkEditPreview> => await createBulkEdit(world.as(person), { entity, selection, change });

async function step(person: CrmPerson, id: string, name: 'start' | 'undo') {
  await changeBulkEdit(world.as(person), { id, step: name });
  await runBulkEdit(world.as(person), { bulk_edit_id: id });
  return await getBulkEdit(world.as(person), { id });
}

async function rowsOf(id: string, status: string) {
  return (await listBulkEditRows(world.as('admin'), { id, status, page: 1, page_size: 100 })).items;
}

/** What a bulk edit may touch, without versions and times of change. */
async function everything(): Promise<unknown> {
  const tables = ['customer', 'contact', 'lead', 'opportunity', 'activity', 'customer_tag'];
  return await world.sql(
    `select * from (${tables
      .map((table) => `select '${table}' as source, to_jsonb(t) - 'version' - 'updated_at' as row from ${table} t`)
      .join(' union all ')}) a order by source, row::text`,
  );
}

test('fields, owner and tags change together with the open work, and everything comes back', async () => {
  const ids: string[] = [];
  for (const [at, region] of ['华北', '华东', null].entries()) {
    const made = await createCustomer(world.as('wang'), { name: `整批${at}`, region });
    ids.push(made.id);
  }
  await changeTags(world.as('wang'), { id: ids[0]!, add: ['旧标签', '新标签'], remove: [] });
  await createOpportunity(world.as('wang'), { name: '在谈', customer_id: ids[0]! });
  const won = await createOpportunity(world.as('wang'), { name: '已赢', customer_id: ids[0]!, stage: 'won' });
  await createActivity(world.as('wang'), {
    customer_id: ids[1]!,
    subject: '回访',
    kind: 'call',
    status: 'planned',
    due_at: '2027-01-10T10:00:00+08:00',
  });
  const others = await createCustomer(world.as('li'), { name: '别队的' });
  const before = await everything();
  const preview = await prepare(
    'chen',
    'customer',
    { ids: [...ids, others.id] },
    {
      fields: { region: '华南' },
      owner_id: world.id('li'),
      add_tags: ['新标签'],
      remove_tags: ['旧标签'],
    },
  );
  expect(preview).toMatchObject({ will_change: 3, will_stay: 0, will_skip: 0, not_found: 1 });
  const [first] = preview.sample;
  expect(first).toMatchObject({
    name: '整批0',
    before: { region: '华北', owner_name: '王磊', tags: ['新标签', '旧标签'].toSorted() },
    after: { region: '华南', owner_name: '李强', tags: ['新标签'] },
  });
  expect(await everything()).toEqual(before);
  const done = await step('chen', preview.bulk_edit.id, 'start');
  expect(done).toMatchObject({ status: 'done', total: 3, processed: 3, changed: 3, skipped: 0 });
  const moved = await getCustomer(world.as('li'), { id: ids[0]! });
  expect(moved).toMatchObject({ region: '华南', owner_name: '李强', team_name: '华南团队', tags: ['新标签'] });
  const owners = await world.sql<{ name: string; owner_id: string }>(
    'select name, owner_id from opportunity where customer_id = $1 order by name',
    [ids[0]],
  );
  expect(owners).toEqual(
    [
      { name: '在谈', owner_id: world.id('li') },
      { name: '已赢', owner_id: world.id('wang') },
    ].toSorted(
      (a, b) => owners.findIndex((one) => one.name === a.name) - owners.findIndex((one) => one.name === b.name),
    ),
  );
  expect(won.id).toBeTruthy();
  const [audit] = await world.sql("select count(*)::int as n from audit_entry where action = 'customer.bulk_edited'");
  expect(audit).toEqual({ n: 3 });
  // The manager no longer sees the records, and still takes back what she did.
  const undone = await step('chen', preview.bulk_edit.id, 'undo');
  expect(undone).toMatchObject({ status: 'undone', undone: 3, kept: 0 });
  expect(await everything()).toEqual(before);
  await expect(changeBulkEdit(world.as('chen'), { id: undone.id, step: 'undo' })).rejects.toMatchObject({
    code: 'crm.bulk_edit_wrong_state',
  });
});

test('what somebody changed between preview and run, or between run and undo, is left alone and listed', async () => {
  const made = [];
  for (const at of [1, 2, 3]) made.push(await createCustomer(world.as('wang'), { name: `争用${at}`, city: '苏州' }));
  const [a, b, c] = made as [(typeof made)[0], (typeof made)[0], (typeof made)[0]];
  const { bulk_edit: edit } = await prepare(
    'wang',
    'customer',
    { ids: made.map((one) => one.id) },
    { fields: { city: '昆山' } },
  );
  await updateCustomer(world.as('wang'), { id: a.id, version: 1, city: '太仓' });
  await updateCustomer(world.as('wang'), { id: b.id, version: 1, sector: '纺织' });
  const done = await step('wang', edit.id, 'start');
  expect(done).toMatchObject({ changed: 2, skipped: 1 });
  expect(await rowsOf(edit.id, 'skipped')).toMatchObject([{ name: '争用1', reason: '预览之后被别人改过，没有修改' }]);
  expect(await getCustomer(world.as('wang'), b)).toMatchObject({ city: '昆山', sector: '纺织' });
  await updateCustomer(world.as('wang'), { id: c.id, version: 2, city: '张家港' });
  const undone = await step('wang', edit.id, 'undo');
  expect(undone).toMatchObject({ status: 'undone', undone: 1, kept: 1 });
  expect(await rowsOf(edit.id, 'kept')).toMatchObject([{ name: '争用3', reason: '批量修改之后又被改过，没有恢复' }]);
  const cities = await world.sql<{ city: string }>("select city from customer where name like '争用%' order by name");
  expect(cities.map((row) => row.city)).toEqual(['太仓', '苏州', '张家港']);
});

test('a filter means what it means on the list; nothing of others is touched', async () => {
  await createCustomer(world.as('wang'), { name: '筛选甲', sector: '化工' });
  await createCustomer(world.as('wang'), { name: '筛选乙', sector: '化工' });
  await createCustomer(world.as('zhao'), { name: '筛选丙', sector: '化工' });
  const { bulk_edit: edit } = await prepare('wang', 'customer', { filter: { sector: '化工' } }, { add_tags: ['化工'] });
  expect(await step('wang', edit.id, 'start')).toMatchObject({ total: 2, changed: 2 });
  const tagged = await world.sql(
    "select c.name from customer c join customer_tag t on t.customer_id = c.id join tag g on g.id = t.tag_id where g.name = '化工' order by 1",
  );
  expect(tagged).toHaveLength(2);
  const again = await prepare('wang', 'customer', { filter: { sector: '化工' } }, { add_tags: ['化工'] });
  expect(again).toMatchObject({ will_change: 0, will_stay: 2 });
  await expect(prepare('wang', 'customer', { filter: { colour: '红' } }, { add_tags: ['甲'] })).rejects.toMatchObject({
    code: 'crm.bulk_edit_bad_filter',
  });
});

test('leads and contacts have their own fields; a converted lead keeps its state', async () => {
  const lead = await createLead(world.as('wang'), { name: '批量线索', status: 'new' });
  const gone = await createLead(world.as('wang'), { name: '已转线索' });
  await world.sql("update lead set status = 'converted' where id = $1", [gone.id]);
  const { bulk_edit: edit, ...preview } = await prepare(
    'wang',
    'lead',
    { ids: [lead.id, gone.id] },
    { fields: { status: 'disqualified', source: '' } },
  );
  expect(preview).toMatchObject({ will_change: 1, will_skip: 1 });
  expect(await step('wang', edit.id, 'start')).toMatchObject({ changed: 1, skipped: 1 });
  expect(await step('wang', edit.id, 'undo')).toMatchObject({ undone: 1 });
  const customer = await createCustomer(world.as('wang'), { name: '批量联系人' });
  const contact = await createContact(world.as('wang'), { customer_id: customer.id, name: '甲', title: '经理' });
  const titles = await prepare(
    'wang',
    'contact',
    { filter: { customer_id: customer.id } },
    { fields: { title: '总监', decision_maker: true } },
  );
  await step('wang', titles.bulk_edit.id, 'start');
  expect(await world.sql('select title, decision_maker from contact where id = $1', [contact.id])).toEqual([
    { title: '总监', decision_maker: true },
  ]);
});

test('what cannot be set is refused before anything is prepared', async () => {
  const { id } = await createCustomer(world.as('wang'), { name: '拒绝' });
  const refused = async (change: BulkChange, entity: QualityEntity = 'customer'): Promise<string> =>
    await prepare('wang', entity, { ids: [id] }, change).then(
      () => 'prepared',
      (error: { code: string }) => error.code,
    );
  expect(await refused({ fields: { name: '同名' } })).toBe('crm.bulk_edit_bad_field');
  expect(await refused({ fields: { city: '长'.repeat(41) } })).toBe('crm.bulk_edit_bad_field');
  expect(await refused({ fields: { status: 'converted' } }, 'lead')).toBe('crm.bulk_edit_bad_field');
  expect(await refused({ add_tags: ['甲'] }, 'lead')).toBe('crm.bulk_edit_bad_field');
  expect(await refused({ owner_id: world.id('zhao') })).toBe('crm.assign_not_allowed');
  await expect(prepare('li', 'customer', { ids: [id] }, { fields: { city: '甲' } })).rejects.toMatchObject({
    code: 'crm.bulk_edit_empty',
  });
  const { bulk_edit: edit } = await prepare('wang', 'customer', { ids: [id] }, { fields: { city: '甲' } });
  await expect(getBulkEdit(world.as('zhao'), edit)).rejects.toMatchObject({ code: 'crm.bulk_edit_not_found' });
  await changeBulkEdit(world.as('wang'), { id: edit.id, step: 'cancel' });
  await runBulkEdit(world.as('wang'), { bulk_edit_id: edit.id });
  expect(await getCustomer(world.as('wang'), { id })).toMatchObject({ city: null, version: 1 });
});

test('thousands of rows, stopped in the middle and gone on with, change once each and come back', async () => {
  await world.sql(
    `insert into customer (id, name, region, owner_id, search_text, created_at, updated_at)
     select gen_random_uuid(), '万行' || n, '旧', $1, '', now(), now() from generate_series(1, 2000) n`,
    [world.id('zhao')],
  );
  const { bulk_edit: edit, will_change } = await prepare(
    'zhao',
    'customer',
    { filter: { region: '旧' } },
    {
      fields: { region: '新' },
      add_tags: ['万行'],
    },
  );
  expect(will_change).toBe(2000);
  await changeBulkEdit(world.as('zhao'), { id: edit.id, step: 'start' });
  const stop = new AbortController();
  const scope = world.as('zhao');
  const events = {
    publish: (name: string, payload: object) => {
      if (name === 'crm.bulk_edit_progress' && 'processed' in payload && payload.processed === 1000) stop.abort();
    },
  };
  await expect(
    runBulkEdit({ ...scope, events: events as typeof scope.events }, { bulk_edit_id: edit.id, signal: stop.signal }),
  ).rejects.toMatchObject({ code: 'crm.bulk_edit_interrupted', kind: 'transient' });
  expect(await getBulkEdit(world.as('zhao'), edit)).toMatchObject({ status: 'running', processed: 1000 });
  // Two workers that take the job over at once share nothing.
  await Promise.all([
    runBulkEdit(world.as('zhao'), { bulk_edit_id: edit.id }),
    runBulkEdit(world.as('zhao'), { bulk_edit_id: edit.id }),
  ]);
  expect(await getBulkEdit(world.as('zhao'), edit)).toMatchObject({ status: 'done', changed: 2000, processed: 2000 });
  const sums = `select count(*)::int as n, min(version) as least, max(version) as most,
    (select count(*)::int from customer_tag t join tag g on g.id = t.tag_id where g.name = '万行') as tags,
    (select count(*)::int from audit_entry a where a.after->>'bulk_edit_id' = $1) as audits
    from customer where name like '万行%' and region = $2`;
  expect(await world.sql(sums, [edit.id, '新'])).toEqual([{ n: 2000, least: 2, most: 2, tags: 2000, audits: 2000 }]);
  await step('zhao', edit.id, 'undo');
  expect(await world.sql(sums, [edit.id, '旧'])).toEqual([{ n: 2000, least: 3, most: 3, tags: 0, audits: 4000 }]);
});
