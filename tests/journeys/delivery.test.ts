import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forkEm } from '../../db/orm.ts';
import { endContracts } from '../../domain/crm/contracts/end-contracts.job.ts';
import { remindPeople } from '../../domain/crm/follow-ups/remind-people.job.ts';
import type { JobDefinition } from '../../jobs/job.ts';
import type { OpportunityView, TimelineEntryView } from '../../kernel/contracts/crm.ts';
import type { IssueView, OverdueView, PlanView, TaskView, TemplateView } from '../../kernel/contracts/delivery.ts';
import type { ContractView, MilestoneView, OrderDetail, OrderView } from '../../kernel/contracts/orders.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import type { ReminderView } from '../../kernel/contracts/reminders.ts';
import { ok, refused } from '../support/crm-client.ts';
import { testService, type TestClient, type TestService } from '../support/service.ts';

let world: TestService;
let seller: TestClient;
let manager: TestClient;
let engineer: TestClient;
let stranger: TestClient;

beforeAll(async () => {
  world = await testService();
  seller = await world.as('salesperson', { name: '王磊', team: '华东' });
  manager = await world.as('sales_manager', { name: '陈静', team: '华东' });
  engineer = await world.as('salesperson', { name: '孙工', team: '实施' });
  stranger = await world.as('salesperson', { name: '李强', team: '华南' });
});
afterAll(() => world.stop());

const run = async (job: JobDefinition<Record<string, never>>): Promise<void> => {
  const { engine, orm } = world.service.parts;
  await engine.enqueue(forkEm(orm), job, {}, { singletonKey: 'test' });
  await world.drain();
};

async function wonDeal(name: string, fields: Record<string, unknown> = {}): Promise<OpportunityView> {
  const customer = await ok<{ id: string }>(seller, 'POST', '/customers', { name: `${name}公司` });
  return await ok(seller, 'POST', '/opportunities', { name, customer_id: customer.id, stage: 'won', ...fields });
}

const kindsOn = async (customerId: string | null): Promise<string[]> =>
  (await ok<Page<TimelineEntryView>>(seller, 'GET', `/customers/${customerId}/timeline?page_size=100`)).items.map(
    ({ kind }) => kind,
  );

describe('from the won deal to the delivered order', () => {
  it('makes one order with the deal’s lines, however often and by how many it is asked', async () => {
    const customer = await ok<{ id: string }>(seller, 'POST', '/customers', { name: '海川科技' });
    let deal = await ok<OpportunityView>(seller, 'POST', '/opportunities', {
      name: '海川一期',
      customer_id: customer.id,
    });
    expect((await refused(seller, 'POST', `/opportunities/${deal.id}/order`, {})).code).toBe('crm.order_needs_won');
    const lines = [
      { name: '软件', quantity: 2, unit_price: 30_000 },
      { name: '实施', unit_price: 8000, discount: 50 },
    ];
    const saved = await ok<{ version: number }>(seller, 'PUT', `/opportunities/${deal.id}/lines`, {
      version: deal.version,
      lines,
      update_amount: true,
    });
    deal = await ok(seller, 'POST', `/opportunities/${deal.id}/stage`, { version: saved.version, stage: 'won' });
    const answers = await Promise.all(
      [seller, manager, seller, manager].map((who) =>
        ok<OrderDetail>(who, 'POST', `/opportunities/${deal.id}/order`, {}),
      ),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    const [order] = answers;
    expect(order).toMatchObject({
      name: '海川一期',
      amount: 64_000,
      status: 'confirmed',
      ordered_on: '2026-11-18',
      owner_name: '王磊',
      opportunity_id: deal.id,
    });
    expect(order!.code).toMatch(/^DD-\d{6}$/);
    expect(order!.lines.map(({ name, amount }) => [name, amount])).toEqual([
      ['软件', 60_000],
      ['实施', 4000],
    ]);
    const list = await ok<Page<OrderView>>(seller, 'GET', `/orders?customer_id=${customer.id}&q=haichuan`);
    expect(list).toMatchObject({ total: 1, items: [{ id: order!.id, plan_id: order!.plan_id }] });
    expect((await refused(stranger, 'GET', `/orders/${order!.id}`)).code).toBe('crm.order_not_found');
    expect((await refused(stranger, 'POST', `/opportunities/${deal.id}/order`, {})).code).toBe(
      'crm.opportunity_not_found',
    );
    expect((await ok<Page<OrderView>>(stranger, 'GET', '/orders')).total).toBe(0);
    const noCustomer = await ok<OpportunityView>(seller, 'POST', '/opportunities', {
      name: '散单',
      stage: 'won',
      amount: 1,
    });
    expect((await refused(seller, 'POST', `/opportunities/${noCustomer.id}/order`, {})).code).toBe(
      'crm.order_needs_customer',
    );
    const noAmount = await wonDeal('没有金额');
    expect((await refused(seller, 'POST', `/opportunities/${noAmount.id}/order`, {})).code).toBe(
      'crm.order_needs_amount',
    );
    expect((await refused(manager, 'DELETE', `/customers/${customer.id}`)).code).toBe('crm.customer_has_orders');
  });

  it('plans by a template in Chinese working days, and order and plan follow the tasks', async () => {
    const template = await ok<TemplateView>(manager, 'POST', '/delivery/templates', {
      name: '国庆前后',
      is_default: true,
      tasks: [
        { name: '启动会', takes: 0 },
        { name: '部署', starts_after: 1, takes: 3, owner_id: engineer.userId },
      ],
    });
    expect(
      (await refused(manager, 'POST', '/delivery/templates', { name: '国庆前后', tasks: [{ name: 'x' }] })).code,
    ).toBe('crm.duplicate_template');
    const templates = (await ok<{ items: TemplateView[] }>(seller, 'GET', '/delivery/templates')).items;
    expect(templates.filter(({ is_default }) => is_default).map(({ name }) => name)).toEqual(['国庆前后']);
    const deal = await wonDeal('国庆项目', { amount: 9000 });
    const order = await ok<OrderDetail>(seller, 'POST', `/opportunities/${deal.id}/order`, { template_id: null });
    expect((await refused(seller, 'GET', `/orders/${order.id}/plan`)).code).toBe('crm.plan_not_found');
    const plan = await ok<PlanView>(seller, 'POST', `/orders/${order.id}/plan`, {
      template_id: template.id,
      starts_on: '2025-09-30',
    });
    // The first to the eighth of October 2025 is a holiday and Saturday the 11th a working day.
    expect(plan.tasks.map(({ name, starts_on, due_on, owner_name }) => [name, starts_on, due_on, owner_name])).toEqual([
      ['启动会', '2025-09-30', '2025-09-30', '王磊'],
      ['部署', '2025-10-09', '2025-10-13', '孙工'],
    ]);
    expect(plan).toMatchObject({ total_tasks: 2, overdue_tasks: 2, ends_on: '2025-10-13', status: 'active' });
    expect((await refused(seller, 'POST', `/orders/${order.id}/plan`, {})).code).toBe('crm.plan_exists');
    const [kickoff, deploy] = plan.tasks as [TaskView, TaskView];
    const calm = await ok<OrderDetail>(
      seller,
      'POST',
      `/opportunities/${(await wonDeal('不急的项目', { amount: 100 })).id}/order`,
      { template_id: null },
    );
    await ok(seller, 'POST', `/orders/${calm.id}/plan`, { template_id: null });
    await ok(seller, 'POST', `/orders/${calm.id}/tasks`, { name: '装机', due_on: '2026-12-20' });
    // The late delivery stands before the one that is due next month, however the two were made.
    const first = (await ok<Page<OrderView>>(seller, 'GET', '/orders?sort=next_due')).items;
    const place = (id: string): number => first.findIndex((one) => one.id === id);
    expect(place(order.id)).toBeLessThan(place(calm.id));
    expect(first[place(order.id)]).toMatchObject({ next_due_on: '2025-09-30', tasks_total: 2, tasks_done: 0 });
    await ok(seller, 'PATCH', `/delivery/tasks/${kickoff.id}`, { version: 1, status: 'done' });
    expect(await ok<OrderDetail>(seller, 'GET', `/orders/${order.id}`)).toMatchObject({
      status: 'delivering',
      tasks_done: 1,
      next_due_on: '2025-10-13',
    });
    // The engineer of another team sees and moves the own task without seeing the order.
    expect(
      (await ok<Page<TaskView>>(engineer, 'GET', '/delivery/tasks?overdue=true')).items.map(({ id }) => id),
    ).toEqual([deploy.id]);
    expect((await refused(engineer, 'GET', `/orders/${order.id}`)).code).toBe('crm.order_not_found');
    expect((await refused(engineer, 'PATCH', `/delivery/tasks/${kickoff.id}`, { version: 2, note: 'x' })).code).toBe(
      'crm.task_not_found',
    );
    const done = await ok<TaskView>(engineer, 'PATCH', `/delivery/tasks/${deploy.id}`, { version: 1, status: 'done' });
    expect(done).toMatchObject({ done_on: '2026-11-18', overdue: false });
    expect(await ok<OrderDetail>(seller, 'GET', `/orders/${order.id}`)).toMatchObject({
      status: 'completed',
      next_due_on: null,
    });
    const more = await ok<TaskView>(seller, 'POST', `/orders/${order.id}/tasks`, {
      name: '补测',
      due_on: '2026-12-01',
    });
    expect(await ok<PlanView>(seller, 'GET', `/orders/${order.id}/plan`)).toMatchObject({
      status: 'active',
      done_tasks: 2,
    });
    await ok(seller, 'DELETE', `/delivery/tasks/${more.id}`);
    expect((await ok<PlanView>(seller, 'GET', `/orders/${order.id}/plan`)).status).toBe('done');
    expect(
      (
        await refused(seller, 'POST', `/orders/${order.id}/tasks`, {
          name: '反了',
          starts_on: '2026-12-02',
          due_on: '2026-12-01',
        })
      ).code,
    ).toBe('crm.task_days_out_of_order');
    expect(await kindsOn(deal.customer_id)).toEqual(
      expect.arrayContaining(['order.created', 'delivery.planned', 'delivery.task_done', 'delivery.completed']),
    );
    await ok(manager, 'PATCH', `/delivery/templates/${template.id}`, { version: template.version, active: false });
  });

  it('follows the table of order moves, and a cancelled order rests with its plan', async () => {
    const deal = await wonDeal('取消的单', { amount: 100 });
    const order = await ok<OrderDetail>(seller, 'POST', `/opportunities/${deal.id}/order`, {});
    const path = `/orders/${order.id}`;
    expect((await refused(seller, 'PATCH', path, { version: 99, status: 'completed' })).code).toBe('crm.stale_version');
    await ok(seller, 'POST', `${path}/plan`, {});
    const off = await ok<OrderDetail>(seller, 'PATCH', path, {
      version: order.version,
      status: 'cancelled',
      number: 'PO-7',
    });
    expect((await ok<PlanView>(seller, 'GET', `${path}/plan`)).status).toBe('cancelled');
    expect((await refused(seller, 'PATCH', path, { version: off.version, status: 'completed' })).message).toBe(
      '订单不能从“已取消”改到“已完成”。',
    );
    expect((await refused(seller, 'POST', `${path}/tasks`, { name: 'x', due_on: '2026-12-01' })).code).toBe(
      'crm.order_cancelled',
    );
    const on = await ok<OrderDetail>(seller, 'PATCH', path, { version: off.version, status: 'confirmed' });
    expect((await ok<PlanView>(seller, 'GET', `${path}/plan`)).status).toBe('active');
    const other = await ok<OrderDetail>(seller, 'POST', '/orders', {
      name: '直接下单',
      customer_id: deal.customer_id,
      lines: [{ name: '耗材', quantity: 3, unit_price: 9.9 }],
    });
    expect(other).toMatchObject({ amount: 29.7, opportunity_id: null });
    expect((await refused(seller, 'PATCH', `/orders/${other.id}`, { version: 1, number: 'PO-7' })).message).toBe(
      '编号“PO-7”已经用过了。请换一个编号。',
    );
    await ok(seller, 'POST', '/contracts', { name: '取消单合同', order_id: order.id });
    expect((await refused(manager, 'DELETE', path)).code).toBe('crm.order_has_contracts');
    await ok(manager, 'DELETE', `/orders/${other.id}`);
    expect(on.status).toBe('confirmed');
  });
});

describe('contracts', () => {
  it('take customer, owner and amount from the order, and keep their days and payments in order', async () => {
    const deal = await wonDeal('星河项目', { amount: 120_000 });
    const order = await ok<OrderDetail>(seller, 'POST', `/opportunities/${deal.id}/order`, {});
    expect((await refused(seller, 'POST', '/contracts', { name: '无主合同', amount: 1 })).code).toBe(
      'crm.contract_needs_customer',
    );
    expect(
      (
        await refused(seller, 'POST', '/contracts', {
          name: '反了',
          order_id: order.id,
          starts_on: '2026-12-01',
          ends_on: '2026-11-01',
        })
      ).message,
    ).toContain('开始 2026-12-01，到期 2026-11-01');
    const contract = await ok<ContractView>(seller, 'POST', '/contracts', {
      name: '星河年度服务',
      number: 'HT-2026-01',
      order_id: order.id,
      starts_on: '2026-12-01',
      ends_on: '2027-11-30',
    });
    expect(contract).toMatchObject({
      amount: 120_000,
      customer_id: deal.customer_id,
      opportunity_id: deal.id,
      status: 'draft',
      owner_name: '王磊',
    });
    const path = `/contracts/${contract.id}`;
    const signed = await ok<ContractView>(seller, 'PATCH', path, { version: 1, status: 'active' });
    expect(signed).toMatchObject({ status: 'active', signed_on: '2026-11-18' });
    expect((await refused(seller, 'PATCH', path, { version: signed.version, status: 'draft' })).code).toBe(
      'crm.contract_move_not_allowed',
    );
    expect((await refused(manager, 'DELETE', path)).code).toBe('crm.contract_in_force');
    await ok(seller, 'POST', `${path}/milestones`, {
      kind: 'payment',
      name: '首付款',
      due_on: '2026-11-20',
      amount: 70_000,
    });
    expect(
      (
        await refused(seller, 'POST', `${path}/milestones`, {
          kind: 'payment',
          name: '尾款',
          due_on: '2027-01-20',
          amount: 60_000,
        })
      ).message,
    ).toBe('付款节点合计 ¥130,000，超过了合同金额 ¥120,000。请核对。');
    const { items } = await ok<{ items: MilestoneView[] }>(seller, 'POST', `${path}/milestones`, {
      kind: 'acceptance',
      name: '验收',
      due_on: '2027-01-15',
    });
    const [payment, acceptance] = items as [MilestoneView, MilestoneView];
    const pay = `${path}/milestones/${payment.id}/payments`;
    expect((await refused(seller, 'POST', pay, { version: 1, amount: 70_000.01 })).message).toContain(
      '剩余应收 ¥70,000',
    );
    const part = await ok<{ items: MilestoneView[] }>(seller, 'POST', pay, { version: 1, amount: 69_999.9 });
    expect(part.items[0]).toMatchObject({ paid_amount: 69_999.9, done_on: null });
    expect((await refused(seller, 'POST', pay, { version: 1, amount: 0.1 })).code).toBe('crm.stale_version');
    expect((await refused(seller, 'DELETE', `${path}/milestones/${payment.id}`)).code).toBe(
      'crm.milestone_has_payment',
    );
    const whole = await ok<{ items: MilestoneView[] }>(seller, 'POST', pay, { version: 2, amount: 0.1 });
    expect(whole.items[0]).toMatchObject({ paid_amount: 70_000, done_on: '2026-11-18' });
    expect(
      (await refused(seller, 'PATCH', `${path}/milestones/${payment.id}`, { version: 3, done_on: null })).code,
    ).toBe('crm.milestone_is_payment');
    await ok(seller, 'PATCH', `${path}/milestones/${acceptance.id}`, { version: 1, done_on: '2027-01-10' });
    expect(await ok<ContractView>(seller, 'GET', path)).toMatchObject({ paid_amount: 70_000, overdue_amount: 0 });
    expect(await kindsOn(deal.customer_id)).toEqual(
      expect.arrayContaining(['contract.created', 'contract.signed', 'milestone.paid', 'milestone.done']),
    );
    expect((await refused(stranger, 'GET', path)).code).toBe('crm.contract_not_found');
    expect(
      (await ok<Page<ContractView>>(seller, 'GET', '/contracts?ends_within=400')).items.map(({ id }) => id),
    ).toContain(contract.id);
  });

  it('are renewed once, by hand or by themselves, or run out', async () => {
    const customer = await ok<{ id: string }>(seller, 'POST', '/customers', { name: '续约公司' });
    const make = (name: string, rest: Record<string, unknown> = {}) =>
      ok<ContractView>(seller, 'POST', '/contracts', {
        name,
        customer_id: customer.id,
        amount: 5000,
        status: 'active',
        starts_on: '2025-12-15',
        ends_on: '2026-12-14',
        ...rest,
      });
    const byHand = await make('手动', { renewal_on: '2026-11-14' });
    const later = await make('以后再谈', { ends_on: '2027-06-30' });
    const due = async (days: number) =>
      (await ok<Page<ContractView>>(seller, 'GET', `/contracts?sort=renewal_on&renewal_within=${days}`)).items.map(
        ({ name }) => name,
      );
    // One renewal day is past; the other contract has none, so its last day counts.
    expect(await due(0)).toEqual(['手动']);
    expect(await due(240)).toEqual(['手动', later.name]);
    const twice = await Promise.all(
      [seller, manager].map((who) =>
        who.call('POST', `/api/v1/crm/contracts/${byHand.id}/renew`, { version: 1, amount: 6000 }),
      ),
    );
    expect(twice.map(({ status }) => status).sort()).toEqual([201, 409]);
    const { items } = await ok<Page<ContractView>>(seller, 'GET', `/contracts?customer_id=${customer.id}`);
    expect(items.find(({ previous_id }) => previous_id === byHand.id)).toMatchObject({
      starts_on: '2026-12-15',
      ends_on: '2027-12-14',
      renewal_on: '2027-11-14',
      amount: 6000,
      status: 'active',
    });
    const [auto, plain] = [await make('自动', { auto_renew: true }), await make('到期')];
    world.clock.set('2028-01-10T00:25:00+08:00');
    await run(endContracts);
    await run(endContracts);
    const all = (await ok<Page<ContractView>>(seller, 'GET', `/contracts?customer_id=${customer.id}&sort=ends_on`))
      .items;
    expect(all.filter(({ name }) => name === '自动').map(({ status, ends_on }) => [status, ends_on])).toEqual([
      ['renewed', '2026-12-14'],
      ['renewed', '2027-12-14'],
      ['active', '2028-12-14'],
    ]);
    expect(all.find(({ id }) => id === plain.id)).toMatchObject({ status: 'expired' });
    expect(all.find(({ id }) => id === auto.id)?.status).toBe('renewed');
    const expired = all.find(({ id }) => id === plain.id)!;
    expect(
      (await refused(seller, 'PATCH', `/contracts/${plain.id}`, { version: expired.version, status: 'active' }))
        .message,
    ).toContain('续签');
    expect(await kindsOn(customer.id)).toEqual(expect.arrayContaining(['contract.renewed', 'contract.ended']));
    world.clock.set('2026-11-18T10:20:00+08:00');
  });
});

describe('issues and what is late', () => {
  it('an issue is due by how grave it is, is solved with words, and follows its table', async () => {
    const deal = await wonDeal('问题项目', { amount: 100 });
    const order = await ok<OrderDetail>(seller, 'POST', `/opportunities/${deal.id}/order`, {});
    const issue = await ok<IssueView>(seller, 'POST', '/delivery/issues', {
      order_id: order.id,
      title: '接口不通',
      severity: 'critical',
      owner_id: engineer.userId,
    });
    expect(issue).toMatchObject({
      due_on: '2026-11-19',
      status: 'open',
      owner_name: '孙工',
      customer_id: deal.customer_id,
    });
    const path = `/delivery/issues/${issue.id}`;
    expect((await refused(stranger, 'PATCH', path, { version: 1, status: 'doing' })).code).toBe('crm.issue_not_found');
    expect((await refused(engineer, 'PATCH', path, { version: 1, status: 'resolved' })).code).toBe(
      'crm.issue_resolution_missing',
    );
    const solved = await ok<IssueView>(engineer, 'PATCH', path, {
      version: 1,
      status: 'resolved',
      resolution: '换了证书',
    });
    expect(solved.resolved_at).not.toBeNull();
    await ok(engineer, 'PATCH', path, { version: 2, status: 'closed' });
    expect((await refused(engineer, 'PATCH', path, { version: 3, status: 'doing' })).message).toBe(
      '问题不能从“已关闭”改到“处理中”。',
    );
    const again = await ok<IssueView>(engineer, 'PATCH', path, { version: 3, status: 'open' });
    expect(again).toMatchObject({ status: 'open', resolved_at: null });
    expect(
      (await ok<Page<IssueView>>(seller, 'GET', `/delivery/issues?order_id=${order.id}&severity=critical`)).total,
    ).toBe(1);
    expect(await kindsOn(deal.customer_id)).toEqual(
      expect.arrayContaining(['delivery.issue_opened', 'delivery.issue_resolved']),
    );
  });

  it('late tasks, milestones and issues stand in one list and remind their people once', async () => {
    const lonely = await world.as('salesperson', { name: '钱一', team: '西南' });
    const customer = await ok<{ id: string }>(lonely, 'POST', '/customers', { name: '迟到公司' });
    const order = await ok<OrderDetail>(lonely, 'POST', '/orders', {
      name: '迟到订单',
      customer_id: customer.id,
      amount: 10,
    });
    await ok(lonely, 'POST', `/orders/${order.id}/plan`, { template_id: null, starts_on: '2026-11-18' });
    const contract = await ok<ContractView>(lonely, 'POST', '/contracts', {
      name: '迟到合同',
      order_id: order.id,
      amount: 900,
      status: 'active',
      starts_on: '2026-01-01',
      ends_on: '2026-12-18',
    });
    await ok(lonely, 'POST', `/contracts/${contract.id}/milestones`, {
      kind: 'payment',
      name: '首付',
      due_on: '2026-11-20',
      amount: 900,
    });
    await ok(lonely, 'POST', `/orders/${order.id}/tasks`, { name: '安装', due_on: '2026-11-19' });
    await ok(lonely, 'POST', '/delivery/issues', {
      contract_id: contract.id,
      title: '发票抬头不对',
      due_on: '2026-11-19',
    });
    world.clock.set('2026-11-19T09:02:00+08:00');
    await run(remindPeople);
    const titles = async () =>
      (await ok<Page<ReminderView>>(lonely, 'GET', '/reminders')).items.map(({ kind, title }) => `${kind} ${title}`);
    expect((await titles()).sort()).toEqual([
      'contract_renewal 迟到公司的合同“迟到合同”29 天后到期（2026-12-18），该谈续签了',
      'milestone_due 迟到公司的合同节点“迟到合同 · 首付”还有 1 天到期，待收 ¥900',
    ]);
    world.clock.set('2026-11-23T09:30:00+08:00');
    await run(remindPeople);
    await run(remindPeople);
    expect(await titles()).toHaveLength(5);
    expect(await titles()).toContain('milestone_overdue 迟到公司的合同节点“迟到合同 · 首付”已过 2026-11-20，待收 ¥900');
    const late = await ok<Page<OverdueView>>(lonely, 'GET', '/delivery/overdue');
    expect(late.items.map(({ kind, title, days_late, amount }) => [kind, title, days_late, amount])).toEqual([
      ['issue', '发票抬头不对', 4, null],
      ['task', '安装', 4, null],
      ['milestone', '迟到合同 · 首付', 3, 900],
    ]);
    expect(late.items.map(({ order_id }) => order_id)).toEqual([order.id, order.id, order.id]);
    expect((await ok<Page<OverdueView>>(lonely, 'GET', '/delivery/overdue?kind=task')).total).toBe(1);
    expect((await ok<Page<OverdueView>>(stranger, 'GET', '/delivery/overdue')).total).toBe(0);
    world.clock.set('2026-12-11T09:30:00+08:00');
    await run(remindPeople);
    expect((await titles()).filter((title) => title.startsWith('contract_renewal'))).toHaveLength(2);
  });
});
