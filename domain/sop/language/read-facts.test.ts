import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../../kernel/ids.ts';
import { crmWorld, type CrmWorld } from '../../../tests/support/crm-world.ts';
import { createCustomer } from '../../crm/customers/create-customer.ts';
import { changeTags } from '../../crm/customers/change-tags.ts';
import { createContact } from '../../crm/contacts/create-contact.ts';
import { FACT_FIELDS, sopHolds } from './condition-fields.ts';
import { readFacts, type FactTarget } from './read-facts.ts';
import { sopCatalogue } from './sop-catalogue.ts';

let world: CrmWorld;
const DAY = 86_400_000;
beforeAll(async () => {
  world = await crmWorld();
});
afterAll(async () => await world.stop());

const ago = (days: number): Date => new Date(world.clock.now().getTime() - days * DAY);

/** Somebody who writes to an account of ours, as messaging keeps them. */
async function friend(
  name: string,
  contactId: string | null,
  days: number,
  silent: number | null,
): Promise<FactTarget> {
  const [account, person, conversation] = [newId(), newId(), newId()];
  const now = world.clock.now();
  await world.sql(
    `insert into channel_account (id, channel, external_id, name, owner_id, state, created_at, updated_at)
     values ($1, 'gewe', $2, '销售小王', $3, 'online', $4, $4)`,
    [account, account, world.id('wang'), now],
  );
  await world.sql(
    `insert into channel_person (id, channel, place, external_id, name, stable, contact_id, created_at, updated_at)
     values ($1, 'gewe', '', $2, $3, true, $4, $5, $5)`,
    [person, `wxid_${person}`, name, contactId, now],
  );
  await world.sql(
    `insert into channel_conversation (id, channel, kind, place, external_id, name, remark, stable, account_id, person_id,
       last_message_at, last_inbound_at, created_at, updated_at)
     values ($1, 'gewe', 'person', $2, $3, $4, '云杉-老张', true, $5, $6, $7, $8, $9, $9)`,
    [conversation, account, person, name, account, person, ago(1), silent === null ? null : ago(silent), ago(days)],
  );
  return {
    key: name,
    account_id: account,
    person_id: person,
    conversation_id: conversation,
    contact_id: null,
    since: ago(3),
  };
}

it('reads of many contacts at once what texts name and conditions ask', async () => {
  const customer = await createCustomer(world.as('wang'), { name: '云杉科技', region: '华东', employees: 120 });
  await changeTags(world.as('wang'), { id: customer.id, add: ['高意向', '制造'], remove: [] });
  const contact = await createContact(world.as('wang'), { customer_id: customer.id, name: '张三', title: '采购经理' });
  const known = await friend('阿三', contact.id, 40, 2);
  const stranger = await friend('李四', null, 0.5, 5);
  const gone = { ...known, key: 'gone', conversation_id: newId() };
  const asked = [
    ...Object.keys(FACT_FIELDS),
    'customer.region',
    'customer.employees',
    'customer.created_at',
    'customer.owner',
    'contact.title',
    'customer.tags',
    'customer.nothing',
    'var.x',
  ];
  const found = await readFacts(world.as('wang'), [known, stranger, gone], asked);
  expect([...found.keys()].toSorted()).toEqual(['李四', '阿三'].toSorted());
  expect(found.get('阿三')).toEqual({
    facts: {
      contact_name: '张三',
      contact_wxid: `wxid_${known.person_id}`,
      contact_remark: '云杉-老张',
      contact_title: '采购经理',
      customer_name: '云杉科技',
      account_nickname: '销售小王',
      owner_name: '王磊',
    },
    fields: {
      user_type: 'friend',
      friend_days: 40,
      contact_name: '张三',
      contact_remark: '云杉-老张',
      contact_tags: expect.toSatisfy(
        (tags: string[]) => tags.toSorted().join() === ['高意向', '制造'].toSorted().join(),
      ),
      in_crm: true,
      do_not_disturb: false,
      account_nickname: '销售小王',
      account_online: true,
      channel: 'gewe',
      owner_name: '王磊',
      last_message_days: 1,
      last_contact_reply_days: 2,
      reply_received: true,
      stage: null,
      lead_grade: null,
      lead_score: null,
      'customer.region': '华东',
      'customer.employees': 120,
      'customer.created_at': expect.stringMatching(/Z$/),
      'customer.owner': '王磊',
      'contact.title': '采购经理',
      'customer.tags': expect.arrayContaining(['高意向', '制造']),
    },
  });
  expect(found.get('李四')).toMatchObject({
    facts: { contact_name: '李四', customer_name: null },
    fields: {
      user_type: 'new_friend',
      in_crm: false,
      reply_received: false,
      contact_tags: [],
      'customer.region': null,
    },
  });
});

it('answers conditions on records of the CRM as the CRM does', async () => {
  const fields = await sopCatalogue(world.as('wang'));
  const values = { 'customer.created_at': '2026-11-20T01:00:00.000Z', 'customer.last_order_on': '2026-10-01' };
  const now = new Date('2026-11-21T01:00:00Z');
  expect(sopHolds({ field: 'customer.created_at', op: 'gt', value: { days: -2 } }, values, fields, now)).toBe(true);
  expect(sopHolds({ field: 'customer.created_at', op: 'gt', value: { days: -0.5 } }, values, fields, now)).toBe(false);
  expect(sopHolds({ field: 'customer.last_order_on', op: 'lt', value: '2026-10-02' }, values, fields, now)).toBe(true);
});

it('can read every field there is', async () => {
  const fields = await sopCatalogue(world.as('wang'));
  const target = await friend('王五', null, 3, null);
  const found = await readFacts(world.as('wang'), [target], Object.keys(fields));
  const read = Object.keys(found.get('王五')!.fields);
  const records = Object.keys(fields).filter((name) => name.includes('.') && !name.startsWith('var.'));
  expect(read.toSorted()).toEqual([...Object.keys(FACT_FIELDS), ...records].toSorted());
});
