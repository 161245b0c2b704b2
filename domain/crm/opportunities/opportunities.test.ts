import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { crmWorld, type CrmWorld } from '../../../tests/support/crm-world.ts';
import { STAGES, type OpportunityView, type Stage } from '../../../kernel/contracts/crm.ts';
import { completeFollowUp } from '../activities/complete-follow-up.ts';
import { createActivity } from '../activities/create-activity.ts';
import { deleteActivity } from '../activities/delete-activity.ts';
import { getActivity } from '../activities/get-activity.ts';
import { listActivities } from '../activities/list-activities.ts';
import { updateActivity } from '../activities/update-activity.ts';
import { createContact } from '../contacts/create-contact.ts';
import { createCustomer } from '../customers/create-customer.ts';
import { getCustomer } from '../customers/get-customer.ts';
import { createProduct } from '../products/create-product.ts';
import { listProducts } from '../products/list-products.ts';
import { createOpportunity } from './create-opportunity.ts';
import { getOpportunity } from './get-opportunity.ts';
import { listOpportunities } from './list-opportunities.ts';
import { listStaleOpportunities } from './list-stale-opportunities.ts';
import { moveStage } from './move-stage.ts';
import { updateOpportunity } from './update-opportunity.ts';

let world: CrmWorld;
beforeAll(async () => {
  world = await crmWorld();
});
afterAll(async () => await world.stop());

const page = { page: 1, page_size: 20 };

/** The moves the table allows at first: forward, one step back, closing, and a lost deal taken up at negotiation. */
const ALLOWED: Readonly<Record<Stage, readonly Stage[]>> = {
  prospecting: ['qualification', 'proposal', 'negotiation', 'won', 'lost'],
  qualification: ['prospecting', 'proposal', 'negotiation', 'won', 'lost'],
  proposal: ['qualification', 'negotiation', 'won', 'lost'],
  negotiation: ['proposal', 'won', 'lost'],
  won: [],
  lost: ['negotiation'],
};

async function dealIn(stage: Stage): Promise<OpportunityView> {
  return await createOpportunity(world.as('wang'), {
    name: `商机 ${stage}`,
    stage,
    ...(stage === 'lost' ? { lost_reason: '价格' } : {}),
  });
}

describe('moving through the funnel', () => {
  for (const from of STAGES) {
    for (const to of STAGES) {
      const allowed = ALLOWED[from].includes(to);
      test(`${from} → ${to} ${allowed ? 'is written' : 'is refused'}`, async () => {
        const deal = await dealIn(from);
        const move = moveStage(world.as('wang'), {
          id: deal.id,
          version: 1,
          stage: to,
          lost_reason: to === 'lost' ? '竞品' : null,
        });
        if (allowed) {
          expect(await move).toMatchObject({ stage: to, version: 2 });
          const changes = await world.sql(
            'select from_stage, to_stage from stage_change where opportunity_id = $1 order by changed_at, id',
            [deal.id],
          );
          expect(changes).toEqual([
            { from_stage: null, to_stage: from },
            { from_stage: from, to_stage: to },
          ]);
        } else {
          await expect(move).rejects.toMatchObject({
            code: from === to ? 'crm.stage_unchanged' : 'crm.stage_move_not_allowed',
          });
          expect((await getOpportunity(world.as('wang'), deal)).stage).toBe(from);
        }
      });
    }
  }

  test('winning closes the deal today at 100 per cent; losing needs a reason; reopening clears both', async () => {
    const deal = await dealIn('proposal');
    expect(await moveStage(world.as('wang'), { id: deal.id, version: 1, stage: 'won' })).toMatchObject({
      probability: 100,
      closed_on: '2026-11-18',
    });
    const other = await dealIn('negotiation');
    await expect(moveStage(world.as('wang'), { id: other.id, version: 1, stage: 'lost' })).rejects.toMatchObject({
      code: 'crm.lost_reason_missing',
    });
    const lost = await moveStage(world.as('wang'), {
      id: other.id,
      version: 1,
      stage: 'lost',
      lost_reason: '预算取消',
      closed_on: '2026-11-18',
    });
    expect(lost).toMatchObject({ probability: 0, lost_reason: '预算取消' });
    expect(await moveStage(world.as('wang'), { id: other.id, version: 2, stage: 'negotiation' })).toMatchObject({
      probability: 70,
      closed_on: null,
      lost_reason: null,
    });
  });

  test('a lost deal is reopened by its owner or whoever may assign, not by another who sees it', async () => {
    const deal = await dealIn('lost');
    const all = world.as('admin');
    const onlooker = { ...all, actor: { ...all.actor, permissions: new Set(['crm.read', 'crm.write'] as const) } };
    await expect(moveStage(onlooker, { id: deal.id, version: 1, stage: 'negotiation' })).rejects.toMatchObject({
      code: 'crm.reopen_not_allowed',
    });
    expect((await moveStage(world.as('chen'), { id: deal.id, version: 1, stage: 'negotiation' })).stage).toBe(
      'negotiation',
    );
  });

  test('a deal cannot close before it was opened', async () => {
    const deal = await dealIn('proposal');
    await expect(
      moveStage(world.as('wang'), { id: deal.id, version: 1, stage: 'won', closed_on: '2026-01-01' }),
    ).rejects.toMatchObject({
      code: 'crm.closing_day_out_of_order',
    });
  });
});

test('an opportunity is made for visible customers and known products, and updated with its version', async () => {
  const customer = await createCustomer(world.as('wang'), { name: '甲方' });
  const product = await createProduct(world.as('admin'), { name: 'GTX Pro', series: 'GTX', list_price: 4821 });
  expect((await listProducts(world.as('li'), { ...page, q: 'gtx' })).items).toMatchObject([
    { name: 'GTX Pro', list_price: 4821 },
  ]);
  await expect(createProduct(world.as('admin'), { name: 'GTX Pro' })).rejects.toMatchObject({
    code: 'crm.duplicate_product',
  });
  await expect(createOpportunity(world.as('li'), { name: '偷看', customer_id: customer.id })).rejects.toMatchObject({
    code: 'crm.customer_not_found',
  });
  const deal = await createOpportunity(world.as('wang'), {
    name: '甲方一期',
    customer_id: customer.id,
    product_id: product.id,
    amount: 500000,
  });
  expect(deal).toMatchObject({
    customer_name: '甲方',
    product_name: 'GTX Pro',
    opened_on: '2026-11-18',
    stage: 'prospecting',
  });
  expect((await getCustomer(world.as('wang'), customer)).open_amount).toBe(500000);
  const saved = await updateOpportunity(world.as('wang'), {
    id: deal.id,
    version: 1,
    amount: 450000,
    expected_close: '2026-12-20',
  });
  expect(saved).toMatchObject({ amount: 450000, expected_close: '2026-12-20', version: 2 });
  await expect(updateOpportunity(world.as('wang'), { id: deal.id, version: 1, amount: 1 })).rejects.toMatchObject({
    code: 'crm.stale_version',
  });
  const rich = await listOpportunities(world.as('wang'), { ...page, min_amount: 400000, open: true });
  expect(rich.items.map((row) => row.id)).toEqual([deal.id]);
  const closing = await listOpportunities(world.as('wang'), {
    ...page,
    close_from: '2026-12-01',
    close_to: '2026-12-20',
    sort: '-amount',
  });
  expect(closing.items.map((row) => row.id)).toEqual([deal.id]);
});

test('a deal at rest is stale until something moves it', async () => {
  const deal = await createOpportunity(world.as('li'), { name: '停滞商机' });
  const closed = await createOpportunity(world.as('li'), { name: '已结商机', stage: 'won' });
  world.clock.advance({ days: 31 });
  const ids = async () => (await listStaleOpportunities(world.as('li'), { days: 30 })).items.map((row) => row.id);
  expect(await ids()).toEqual([deal.id]);
  expect(await ids()).not.toContain(closed.id);
  const call = await createActivity(world.as('li'), {
    opportunity_id: deal.id,
    subject: '电话',
    kind: 'call',
    status: 'done',
  });
  expect(await ids()).toEqual([]);
  await deleteActivity(world.as('li'), call);
  expect(await ids()).toEqual([deal.id]);
  await moveStage(world.as('li'), { id: deal.id, version: 1, stage: 'proposal' });
  expect(await ids()).toEqual([]);
});

test('an activity finds its customer through contact or deal, and refuses a mixture', async () => {
  const one = await createCustomer(world.as('wang'), { name: '客户一' });
  const two = await createCustomer(world.as('wang'), { name: '客户二' });
  const contact = await createContact(world.as('wang'), { customer_id: one.id, name: '丁工' });
  const deal = await createOpportunity(world.as('wang'), { name: '二期', customer_id: two.id });
  const visit = await createActivity(world.as('wang'), {
    contact_id: contact.id,
    subject: '拜访',
    kind: 'visit',
    status: 'done',
    occurred_at: '2026-11-17T15:00:00+08:00',
  });
  expect(visit).toMatchObject({
    customer_name: '客户一',
    contact_name: '丁工',
    occurred_at: '2026-11-17T07:00:00.000Z',
  });
  expect((await getCustomer(world.as('wang'), one)).last_activity_at).toBe('2026-11-17T07:00:00.000Z');
  const mixed = createActivity(world.as('wang'), {
    contact_id: contact.id,
    opportunity_id: deal.id,
    subject: '混',
    kind: 'call',
    status: 'done',
  });
  await expect(mixed).rejects.toMatchObject({ code: 'crm.contact_of_other_customer' });
  await expect(createActivity(world.as('wang'), { subject: '空', kind: 'call', status: 'done' })).rejects.toMatchObject(
    { code: 'crm.nothing_to_attach' },
  );
  await expect(getActivity(world.as('li'), visit)).rejects.toMatchObject({ code: 'crm.activity_not_found' });
});

test('a follow-up is overdue, then completed once with a note', async () => {
  const customer = await createCustomer(world.as('zhao'), { name: '要回访的客户' });
  const due = new Date(world.clock.now().getTime() + 3_600_000).toISOString();
  const planned = await createActivity(world.as('zhao'), {
    customer_id: customer.id,
    subject: '回访',
    kind: 'call',
    status: 'planned',
    due_at: due,
  });
  expect((await getCustomer(world.as('zhao'), customer)).next_follow_up_at).toBe(due);
  expect((await listActivities(world.as('zhao'), { ...page, overdue: true })).total).toBe(0);
  world.clock.advance({ hours: 2 });
  expect((await listActivities(world.as('zhao'), { ...page, overdue: true })).items.map((row) => row.id)).toEqual([
    planned.id,
  ]);
  const done = await completeFollowUp(world.as('zhao'), { id: planned.id, note: '对方要报价' });
  expect(done).toMatchObject({ status: 'done', content: '对方要报价', occurred_at: world.clock.now().toISOString() });
  await expect(completeFollowUp(world.as('zhao'), { id: planned.id })).rejects.toMatchObject({
    code: 'crm.follow_up_not_planned',
  });
  await expect(updateActivity(world.as('zhao'), { id: planned.id, version: 1, subject: '改' })).rejects.toMatchObject({
    code: 'crm.stale_version',
  });
  expect(await updateActivity(world.as('zhao'), { id: planned.id, version: 2, subject: '电话回访' })).toMatchObject({
    subject: '电话回访',
    version: 3,
  });
});
