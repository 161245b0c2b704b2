import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forkEm } from '../../db/orm.ts';
import { remindPeople } from '../../domain/crm/follow-ups/remind-people.job.ts';
import type { DealSettingsView } from '../../kernel/contracts/deal-settings.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import type { FollowUpSummary, FollowUpView, ReminderView, UnplannedView } from '../../kernel/contracts/reminders.ts';
import { ok, refused } from '../support/crm-client.ts';
import { testService, type TestClient, type TestService } from '../support/service.ts';

let world: TestService;
let seller: TestClient;
let manager: TestClient;
let stranger: TestClient;
let customer: { id: string };

beforeAll(async () => {
  world = await testService();
  seller = await world.as('salesperson', { name: '王磊', team: '华东' });
  manager = await world.as('sales_manager', { name: '陈静', team: '华东' });
  stranger = await world.as('salesperson', { name: '李强', team: '华南' });
  customer = await ok(seller, 'POST', '/customers', { name: '有计划公司' });
  await ok(seller, 'POST', '/customers', { name: '没人管公司' });
});
afterAll(() => world.stop());

const remind = async (): Promise<void> => {
  const { engine, orm } = world.service.parts;
  await engine.enqueue(forkEm(orm), remindPeople, {}, { singletonKey: 'test' });
  await world.drain();
};
const plan = async (subject: string, due: string, rest: Record<string, unknown> = {}): Promise<{ id: string }> =>
  await ok(seller, 'POST', '/activities', {
    customer_id: customer.id,
    status: 'planned',
    subject,
    due_at: due,
    ...rest,
  });
const states = async (client: TestClient, query = ''): Promise<string[]> =>
  (await ok<Page<FollowUpView>>(client, 'GET', `/follow-ups${query}`)).items.map(
    ({ state, subject }) => `${state} ${subject}`,
  );

describe('what waits', () => {
  it('is overdue, due today or upcoming, to the minute and in the local day', async () => {
    await plan('早该做的', '2026-11-16T09:00:00+08:00');
    await plan('一小时前', '2026-11-18T09:20:00+08:00');
    await plan('今天深夜', '2026-11-18T23:59:00+08:00');
    await plan('明天零点', '2026-11-19T00:00:00+08:00');
    await plan('一周后', '2026-11-25T23:59:00+08:00');
    await plan('太远了', '2026-11-26T00:00:00+08:00');
    expect(await states(seller)).toEqual([
      'overdue 早该做的',
      'overdue 一小时前',
      'due 今天深夜',
      'upcoming 明天零点',
      'upcoming 一周后',
    ]);
    expect(await states(manager, '?state=overdue')).toHaveLength(2);
    expect(await states(stranger)).toEqual([]);
    const late = await ok<Page<FollowUpView>>(seller, 'GET', '/follow-ups?state=overdue');
    expect(late.items.map(({ days_late }) => days_late)).toEqual([2, 0]);
    expect(await ok<Page<FollowUpView>>(seller, 'GET', '/follow-ups?page=9')).toMatchObject({ total: 5, items: [] });
  });

  it('and what nobody has planned: customers and deals on their way, longest untouched first', async () => {
    const deal = (name: string, rest: Record<string, unknown> = {}) =>
      ok<{ id: string }>(seller, 'POST', '/opportunities', { name, customer_id: customer.id, amount: 700, ...rest });
    const [bare, planned] = [await deal('没有计划'), await deal('有计划')];
    await deal('已经赢了', { stage: 'won' });
    await plan('谈价', '2026-11-27T10:00:00+08:00', { opportunity_id: planned.id });
    world.clock.advance({ days: 3 });
    const list = async (client: TestClient, query: string) =>
      (await ok<Page<UnplannedView>>(client, 'GET', `/follow-ups/unplanned?${query}`)).items;
    expect(await list(seller, 'kind=opportunity')).toMatchObject([
      { id: bare.id, idle_days: 3, amount: 700, customer_name: '有计划公司' },
    ]);
    expect((await list(seller, 'kind=customer')).map(({ name }) => name)).toEqual(['没人管公司']);
    expect(await list(seller, 'kind=customer&with_deals=true')).toEqual([]);
    expect(await list(stranger, 'kind=customer')).toEqual([]);
    const { items } = await ok<{ items: FollowUpSummary[] }>(manager, 'GET', '/follow-ups/summary');
    expect(items).toMatchObject([
      { owner_name: '王磊', overdue: 4, due: 0, upcoming: 3, opportunities_unplanned: 1, customers_unplanned: 1 },
    ]);
    expect((await ok<{ items: FollowUpSummary[] }>(stranger, 'GET', '/follow-ups/summary')).items).toEqual([]);
  });
});

describe('reminders', () => {
  const mine = async (query = ''): Promise<ReminderView[]> =>
    (await ok<Page<ReminderView>>(seller, 'GET', `/reminders${query}`)).items;

  it('come at the hours the organisation chose, on working days, once an hour', async () => {
    const told: string[] = [];
    world.service.parts.bus.subscribe('crm.reminder', ({ userId }) => told.push(userId));
    world.clock.set('2026-11-21T09:02:00+08:00'); // a Saturday
    await remind();
    world.clock.set('2026-11-23T08:02:00+08:00');
    await remind();
    expect(await mine()).toEqual([]);
    world.clock.set('2026-11-23T09:02:00+08:00');
    await remind();
    world.clock.set('2026-11-23T09:58:00+08:00');
    await remind();
    const [summary, ...rest] = await mine();
    expect(rest).toEqual([]);
    expect(summary).toMatchObject({
      kind: 'follow_ups',
      title: '有 4 个跟进已逾期，1 个商机没有跟进计划',
      entity: null,
      counts: { overdue: 4, due: 0, upcoming: 3, opportunities_unplanned: 1, customers_unplanned: 1 },
      read_at: null,
    });
    expect(told).toEqual([seller.userId]);
    const { reminders } = await ok<DealSettingsView>(manager, 'GET', '/deal-settings');
    expect(reminders).toMatchObject({ hours: [9], workdays_only: true, version: 0 });
    await ok(manager, 'PATCH', '/deal-settings', {
      reminders: { version: 0, hours: [8, 14], workdays_only: false, unplanned: false },
    });
    world.clock.set('2026-11-28T14:02:00+08:00'); // another Saturday
    await remind();
    expect((await mine()).map(({ title }) => title)).toEqual([
      '有 7 个跟进已逾期',
      '有 4 个跟进已逾期，1 个商机没有跟进计划',
    ]);
    expect((await ok<Page<ReminderView>>(stranger, 'GET', '/reminders')).total).toBe(0);
  });

  it('are read one by one or all, by their own person only', async () => {
    const [latest] = await mine('?unread=true');
    expect(await ok(stranger, 'POST', '/reminders/read', { ids: [latest!.id] })).toEqual({ read: 0, unread: 0 });
    expect(await ok(seller, 'POST', '/reminders/read', { ids: [latest!.id] })).toEqual({ read: 1, unread: 1 });
    expect(await ok(seller, 'POST', '/reminders/read', {})).toEqual({ read: 1, unread: 0 });
    expect(await mine('?unread=true')).toEqual([]);
    expect((await mine('?unread=false')).every(({ read_at }) => read_at !== null)).toBe(true);
  });

  it('settings refuse what makes no sense and who may not', async () => {
    const version = (await ok<DealSettingsView>(manager, 'GET', '/deal-settings')).reminders.version;
    const change = (body: Record<string, unknown>) =>
      refused(manager, 'PATCH', '/deal-settings', { reminders: { version, ...body } });
    expect((await change({ hours: [9, 9] })).code).toBe('crm.settings_hours');
    expect((await change({ hours: [25] })).code).toBe('kernel.invalid_input');
    expect((await refused(seller, 'PATCH', '/deal-settings', { reminders: { version, hours: [] } })).code).toBe(
      'access.not_permitted',
    );
    await ok(manager, 'PATCH', '/deal-settings', { reminders: { version, hours: [] } });
    world.clock.set('2026-11-30T14:02:00+08:00');
    await remind();
    expect(await mine('?unread=true')).toEqual([]);
  });
});
