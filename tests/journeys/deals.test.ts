import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forkEm } from '../../db/orm.ts';
import { watchDeals } from '../../domain/crm/deal-warnings/watch-deals.job.ts';
import { opportunityStageMoved } from '../../domain/crm/opportunities/signals.ts';
import type { DealCheckUp, DealHistoryEntry, DealWarningView, LineList } from '../../kernel/contracts/deals.ts';
import type { OpportunityView, StageSum, TimelineEntryView } from '../../kernel/contracts/crm.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import type { ReminderView } from '../../kernel/contracts/reminders.ts';
import {
  FACT_KEYS,
  type FactList,
  type LostReasonView,
  type StageDefinitionView,
} from '../../kernel/contracts/stages.ts';
import { ok, refused } from '../support/crm-client.ts';
import { testService, type TestClient, type TestService } from '../support/service.ts';

let world: TestService;
let seller: TestClient;
let manager: TestClient;
let stranger: TestClient;

beforeAll(async () => {
  world = await testService();
  seller = await world.as('salesperson', { name: '王磊', team: '华东' });
  manager = await world.as('sales_manager', { name: '陈静', team: '华东' });
  stranger = await world.as('salesperson', { name: '李强', team: '华南' });
});
afterAll(() => world.stop());

async function newDeal(fields: Record<string, unknown> = {}, name = '扩容项目'): Promise<OpportunityView> {
  const customer = await ok<{ id: string }>(seller, 'POST', '/customers', { name: `客户 ${name} ${Math.random()}` });
  return await ok(seller, 'POST', '/opportunities', { name, customer_id: customer.id, ...fields });
}

const stagesOf = async (): Promise<Map<string, StageDefinitionView>> =>
  new Map((await ok<{ items: StageDefinitionView[] }>(seller, 'GET', '/stages')).items.map((one) => [one.stage, one]));

async function edit(stage: string, change: Record<string, unknown>): Promise<StageDefinitionView> {
  const { version } = (await stagesOf()).get(stage)!;
  return await ok(manager, 'PATCH', `/stages/${stage}`, { version, ...change });
}

const move = (deal: OpportunityView, stage: string, rest: Record<string, unknown> = {}) => ({
  version: deal.version,
  stage,
  ...rest,
});

describe('the table of stages', () => {
  it('begins with the six stages and every cell of the moves', async () => {
    const stages = await stagesOf();
    expect([...stages.keys()]).toEqual(['prospecting', 'qualification', 'proposal', 'negotiation', 'won', 'lost']);
    expect([...stages.values()].map((one) => one.probability)).toEqual([10, 30, 50, 70, 100, 0]);
    const allowed = (from: string) =>
      stages
        .get(from)!
        .moves.filter((cell) => cell.allowed)
        .map((cell) => `${cell.kind} ${cell.to}`);
    expect(stages.get('proposal')!.moves).toHaveLength(6);
    expect(allowed('prospecting')).toEqual([
      'forward qualification',
      'forward proposal',
      'forward negotiation',
      'win won',
      'lose lost',
    ]);
    expect(allowed('negotiation')).toEqual(['back proposal', 'win won', 'lose lost']);
    expect(allowed('won')).toEqual([]);
    expect(allowed('lost')).toEqual(['reopen negotiation']);
    expect(stages.get('won')).toMatchObject({ open: false, stalled_days: null });
  });

  it('is edited by whoever may configure, with the version they saw, and refuses a table without a way', async () => {
    expect((await refused(seller, 'PATCH', '/stages/proposal', { version: 1, probability: 60 })).code).toBe(
      'access.not_permitted',
    );
    const before = (await stagesOf()).get('proposal')!;
    await edit('proposal', { probability: 60 });
    expect(
      (await refused(manager, 'PATCH', '/stages/proposal', { version: before.version, probability: 1 })).code,
    ).toBe('crm.stale_version');
    expect((await newDeal({ stage: 'proposal' })).probability).toBe(60);
    const cell = (to: string) => ({ to, allowed: false, who: 'anybody', reason_required: false });
    const version = (await stagesOf()).get('negotiation')!.version;
    const codes = [];
    for (const change of [
      { moves: [cell('lost')] },
      { moves: [cell('won'), cell('proposal')] },
      { moves: [{ ...cell('negotiation'), allowed: true }] },
    ])
      codes.push((await refused(manager, 'PATCH', '/stages/negotiation', { version, ...change })).code);
    expect(codes).toEqual(['crm.stage_always_lost', 'crm.stage_dead_end', 'crm.stage_same_move']);
    const won = (await stagesOf()).get('won')!;
    expect((await refused(manager, 'PATCH', '/stages/won', { version: won.version, probability: 90 })).code).toBe(
      'crm.stage_closed_fixed',
    );
    expect((await stagesOf()).get('negotiation')!.version).toBe(version);
    await edit('proposal', { probability: 50, apply_to_open: true });
  });

  it('decides who moves, whether a reason is needed, and what is out of use', async () => {
    const deal = await newDeal({ stage: 'negotiation' });
    await edit('negotiation', { moves: [{ to: 'proposal', allowed: true, who: 'manager', reason_required: true }] });
    expect((await refused(seller, 'POST', `/opportunities/${deal.id}/stage`, move(deal, 'proposal'))).code).toBe(
      'crm.stage_move_not_yours',
    );
    expect((await refused(manager, 'POST', `/opportunities/${deal.id}/stage`, move(deal, 'proposal'))).code).toBe(
      'crm.stage_reason_missing',
    );
    const back = await ok<OpportunityView>(
      manager,
      'POST',
      `/opportunities/${deal.id}/stage`,
      move(deal, 'proposal', { reason: '客户要重新比价' }),
    );
    expect(back).toMatchObject({ stage: 'proposal', probability: 50 });
    await edit('qualification', { active: false });
    expect(await refused(seller, 'POST', `/opportunities/${deal.id}/stage`, move(back, 'qualification'))).toMatchObject(
      {
        code: 'crm.stage_not_in_use',
        message: '“需求确认”阶段已停用。现在可以改到：商务谈判、赢单、输单。',
      },
    );
    await edit('qualification', { active: true });
    await edit('negotiation', { moves: [{ to: 'proposal', allowed: true, who: 'anybody', reason_required: false }] });
    const { items } = await ok<Page<TimelineEntryView>>(seller, 'GET', `/customers/${deal.customer_id}/timeline`);
    expect(items.find((line) => line.kind === 'opportunity.stage_moved')?.body).toBe('客户要重新比价');
  });
});

describe('what one knows about a deal', () => {
  it('is read from the record or written down, with who and when, and replaced with its history', async () => {
    const product = await ok<{ id: string }>(await world.as('administrator'), 'POST', '/products', {
      name: '标准版',
      list_price: 5000,
    });
    const deal = await newDeal({ stage: 'qualification', product_id: product.id });
    const first = await ok<FactList>(seller, 'GET', `/opportunities/${deal.id}/facts`);
    expect(first.items.map(({ key }) => key)).toEqual([...FACT_KEYS]);
    expect(first.missing).toEqual(['contact', 'need']);
    expect(first.items.find(({ key }) => key === 'product')).toMatchObject({
      known: true,
      value: '标准版',
      source: 'record',
    });
    await ok(seller, 'POST', '/contacts', { customer_id: deal.customer_id, name: '周总', decision_maker: true });
    const told = await ok<FactList>(seller, 'PUT', `/opportunities/${deal.id}/facts/need`, { value: '统一报表' });
    expect(told.missing).toEqual([]);
    expect(told.items.find(({ key }) => key === 'need')).toMatchObject({
      value: '统一报表',
      source: 'person',
      recorded_by_name: '王磊',
      required: true,
    });
    expect(told.items.find(({ key }) => key === 'decision_maker')).toMatchObject({ value: '周总', source: 'record' });
    await ok(manager, 'PUT', `/opportunities/${deal.id}/facts/need`, { value: '替换旧系统', source: 'call' });
    expect((await refused(seller, 'PUT', `/opportunities/${deal.id}/facts/amount`, { value: '很多' })).code).toBe(
      'crm.fact_from_record',
    );
    expect((await refused(seller, 'DELETE', `/opportunities/${deal.id}/facts/budget`)).code).toBe(
      'crm.fact_not_recorded',
    );
    const gone = await ok<FactList>(seller, 'DELETE', `/opportunities/${deal.id}/facts/need`);
    expect(gone.missing).toEqual(['need']);
    const history = await ok<Page<DealHistoryEntry>>(seller, 'GET', `/opportunities/${deal.id}/history`);
    expect(history.items.map(({ action }) => action)).toEqual([
      'opportunity.fact_forgotten',
      'opportunity.fact_recorded',
      'opportunity.fact_recorded',
      'opportunity.created',
    ]);
    expect(history.items[1]).toMatchObject({
      actor_name: '陈静',
      before: { fact: 'need', value: '统一报表' },
      after: { value: '替换旧系统', source: 'call' },
    });
    expect((await refused(stranger, 'GET', `/opportunities/${deal.id}/facts`)).code).toBe('crm.opportunity_not_found');
  });

  it('refuses a move while required facts are missing, unless a manager says why', async () => {
    await edit('proposal', { enforcement: 'require', required_facts: ['amount', 'budget', 'decision_maker'] });
    const deal = await newDeal({ stage: 'qualification', amount: 80_000 });
    const path = `/opportunities/${deal.id}/stage`;
    expect(await refused(seller, 'POST', path, move(deal, 'proposal'))).toMatchObject({
      code: 'crm.stage_facts_missing',
      message: '进入“方案报价”之前还要弄清楚：预算、决策人。请先补齐，主管也可以说明理由后放行。',
      details: { missing: ['budget', 'decision_maker'] },
    });
    expect((await refused(seller, 'POST', path, move(deal, 'proposal', { override_reason: '先报' }))).code).toBe(
      'crm.override_not_allowed',
    );
    const moved = await ok<OpportunityView>(
      manager,
      'POST',
      path,
      move(deal, 'proposal', { override_reason: '客户催报价' }),
    );
    expect(moved.stage).toBe('proposal');
    const [last] = (await ok<Page<DealHistoryEntry>>(seller, 'GET', `/opportunities/${deal.id}/history`)).items;
    expect(last).toMatchObject({ after: { reason: '客户催报价', missing: ['budget', 'decision_maker'] } });
    const other = await newDeal({ stage: 'qualification', amount: 1 });
    await ok(seller, 'PUT', `/opportunities/${other.id}/facts/budget`, { value: '30 万已批' });
    await ok(seller, 'PUT', `/opportunities/${other.id}/facts/decision_maker`, { value: '王总拍板' });
    await ok(seller, 'POST', `/opportunities/${other.id}/stage`, move(other, 'proposal'));
    expect((await refused(seller, 'POST', '/opportunities', { name: '直接报价', stage: 'proposal' })).code).toBe(
      'crm.stage_facts_missing',
    );
    await edit('proposal', { enforcement: 'advise' });
  });
});

describe('lines and competitors', () => {
  it('lines are priced to the cent, saved whole with the version, and may set the amount', async () => {
    const admin = await world.as('administrator');
    const product = await ok<{ id: string }>(admin, 'POST', '/products', { name: '旗舰版', list_price: 199.99 });
    const deal = await newDeal({ amount: 5 });
    const path = `/opportunities/${deal.id}/lines`;
    const saved = await ok<LineList>(seller, 'PUT', path, {
      version: deal.version,
      lines: [
        { product_id: product.id, quantity: 3, discount: 10 },
        { name: '实施服务', unit_price: 1200 },
      ],
      update_amount: true,
    });
    expect(saved.items.map(({ name, amount }) => [name, amount])).toEqual([
      ['旗舰版', 539.97],
      ['实施服务', 1200],
    ]);
    expect(saved).toMatchObject({ total: 1739.97, version: deal.version + 1 });
    expect(await ok(seller, 'GET', `/opportunities/${deal.id}`)).toMatchObject({ amount: 1739.97 });
    expect((await refused(seller, 'PUT', path, { version: deal.version, lines: [] })).code).toBe('crm.stale_version');
    expect((await refused(seller, 'PUT', path, { version: saved.version, lines: [{ quantity: 1 }] })).code).toBe(
      'kernel.invalid_input',
    );
    expect(
      (
        await refused(seller, 'PUT', path, {
          version: saved.version,
          lines: [{ name: 'x', quantity: 1e9, unit_price: 1e9 }],
        })
      ).code,
    ).toBe('crm.line_amount_too_large');
    expect((await ok<LineList>(manager, 'GET', path)).items).toHaveLength(2);
  });

  it('competitors stand on the deal with how they stand, and are unique by name', async () => {
    const deal = await newDeal();
    const path = `/opportunities/${deal.id}/competitors`;
    interface List {
      items: { id: string; name: string; status: string; version: number }[];
    }
    await ok(seller, 'POST', path, { name: '华信', strength: '价格低' });
    const { items } = await ok<List>(seller, 'POST', path, { name: '远景', status: 'behind' });
    expect(items.map(({ name }) => name)).toEqual(['华信', '远景']);
    expect((await refused(seller, 'POST', path, { name: '华信' })).code).toBe('crm.duplicate_competitor');
    const [first] = items;
    const changed = await ok<List>(seller, 'PATCH', `${path}/${first!.id}`, { version: 1, status: 'ahead' });
    expect(changed.items[0]).toMatchObject({ name: '华信', status: 'ahead', version: 2 });
    expect((await refused(seller, 'PATCH', `${path}/${first!.id}`, { version: 1, status: 'out' })).code).toBe(
      'crm.stale_version',
    );
    expect((await ok<List>(seller, 'DELETE', `${path}/${items[1]!.id}`)).items).toHaveLength(1);
    expect((await refused(stranger, 'POST', path, { name: '偷看' })).code).toBe('crm.opportunity_not_found');
  });
});

describe('losing a deal', () => {
  it('takes a reason of the list, words, or both, and counts the list', async () => {
    const { items } = await ok<{ items: LostReasonView[] }>(seller, 'GET', '/lost-reasons');
    const price = items.find(({ label }) => label === '价格过高')!;
    const other = items.find(({ needs_text }) => needs_text)!;
    const [a, b, c] = [await newDeal(), await newDeal(), await newDeal()];
    const lose = (deal: OpportunityView, rest: Record<string, unknown>) =>
      ok<OpportunityView>(seller, 'POST', `/opportunities/${deal.id}/stage`, move(deal, 'lost', rest));
    expect((await refused(seller, 'POST', `/opportunities/${a.id}/stage`, move(a, 'lost'))).code).toBe(
      'crm.lost_reason_missing',
    );
    expect(await lose(a, { lost_reason_id: price.id, lost_reason: '比竞品贵三成' })).toMatchObject({
      lost_reason: '价格过高：比竞品贵三成',
      lost_reason_id: price.id,
      probability: 0,
    });
    expect(await lose(b, { lost_reason: '价格过高' })).toMatchObject({ lost_reason_id: price.id });
    expect(
      (await refused(seller, 'POST', `/opportunities/${c.id}/stage`, move(c, 'lost', { lost_reason_id: other.id })))
        .code,
    ).toBe('crm.lost_reason_needs_text');
    expect(await lose(c, { lost_reason: '老板换人' })).toMatchObject({ lost_reason_id: null });
    const lost = await ok<OpportunityView>(seller, 'GET', `/opportunities/${c.id}`);
    const amend = { version: lost.version, lost_reason: '' };
    expect((await refused(seller, 'PATCH', `/opportunities/${c.id}`, amend)).code).toBe('crm.lost_reason_missing');
    expect(await ok(seller, 'PATCH', `/opportunities/${c.id}`, { ...amend, lost_reason: '项目暂停' })).toMatchObject({
      lost_reason: '项目暂停',
      lost_reason_id: items.find(({ label }) => label === '项目暂停')?.id,
    });
    const counted = await ok<{ items: LostReasonView[] }>(manager, 'GET', '/lost-reasons');
    expect(counted.items.find(({ id }) => id === price.id)?.used).toBe(2);
    const mine = await ok<LostReasonView>(manager, 'POST', '/lost-reasons', { label: '资质不符' });
    expect((await refused(manager, 'POST', '/lost-reasons', { label: '资质不符' })).code).toBe(
      'crm.duplicate_lost_reason',
    );
    await ok(manager, 'PATCH', `/lost-reasons/${mine.id}`, { version: 1, active: false });
    const late = await newDeal();
    expect(
      (
        await refused(
          seller,
          'POST',
          `/opportunities/${late.id}/stage`,
          move(late, 'lost', { lost_reason_id: mine.id }),
        )
      ).code,
    ).toBe('crm.lost_reason_not_found');
  });
});

describe('warnings', () => {
  const watch = async (): Promise<void> => {
    const { engine, orm } = world.service.parts;
    await engine.enqueue(forkEm(orm), watchDeals, {}, { singletonKey: 'test' });
    await world.drain();
  };
  const open = async (deal: OpportunityView, resolved = false): Promise<string[]> =>
    (
      await ok<Page<DealWarningView>>(
        seller,
        'GET',
        `/deal-warnings?opportunity_id=${deal.id}&resolved=${resolved}&sort=kind`,
      )
    ).items.map(({ kind }) => kind);

  it('are raised once per cause, told to the owner and as an event, and resolve themselves', async () => {
    const told: string[] = [];
    world.service.parts.bus.subscribe('crm.deal_warning', ({ change }) => told.push(change));
    const deal = await newDeal({ expected_close: '2026-11-25', amount: 9000 }, '慢慢来');
    await watch();
    expect(await open(deal)).toEqual([]);
    let current = deal;
    for (const day of ['2026-12-01', '2026-12-05']) {
      current = await ok(seller, 'PATCH', `/opportunities/${deal.id}`, {
        version: current.version,
        expected_close: day,
      });
    }
    await watch();
    expect(await open(deal)).toEqual(['slipping']);
    world.clock.advance({ days: 20 });
    await watch();
    await watch();
    expect(await open(deal)).toEqual(['close_overdue', 'slipping', 'stalled']);
    const listed = await ok<Page<OpportunityView>>(seller, 'GET', '/opportunities?warning=slipping&open=true');
    expect(listed.items.find(({ id }) => id === deal.id)?.warnings).toEqual(['close_overdue', 'slipping', 'stalled']);
    const { items } = await ok<Page<DealWarningView>>(
      seller,
      'GET',
      `/deal-warnings?opportunity_id=${deal.id}&kind=close_overdue`,
    );
    expect(items[0]).toMatchObject({
      message: '预计成交日期已经过去 3 天，还没有结果',
      owner_name: '王磊',
      amount: 9000,
    });
    const reminders = await ok<Page<ReminderView>>(seller, 'GET', '/reminders?kind=deal_stalled');
    expect(reminders.items.filter(({ entity_id }) => entity_id === deal.id)).toHaveLength(1);
    expect(reminders.items.find(({ entity_id }) => entity_id === deal.id)?.title).toBe(
      '商机“慢慢来”已经 20 天没有任何推进，超过了这个阶段的期限',
    );
    expect((await ok<Page<DealWarningView>>(stranger, 'GET', '/deal-warnings')).total).toBe(0);
    world.clock.advance({ days: 1 });
    await watch();
    expect(
      (await ok<Page<DealWarningView>>(seller, 'GET', `/deal-warnings?opportunity_id=${deal.id}&kind=close_overdue`))
        .items[0]?.message,
    ).toContain('4 天');
    await ok(seller, 'POST', '/activities', { opportunity_id: deal.id, kind: 'call', subject: '回访' });
    await watch();
    expect(await open(deal)).toEqual(['close_overdue', 'slipping']);
    expect(await open(deal, true)).toEqual(['stalled']);
    const fresh = await ok<OpportunityView>(seller, 'GET', `/opportunities/${deal.id}`);
    await ok(seller, 'POST', `/opportunities/${deal.id}/stage`, move(fresh, 'lost', { lost_reason: '预算取消' }));
    await watch();
    expect(await open(deal)).toEqual([]);
    expect((await ok<OpportunityView>(seller, 'GET', `/opportunities/${deal.id}`)).warnings).toEqual([]);
    expect(told.filter((change) => change === 'resolved').length).toBeGreaterThanOrEqual(3);
  });
});

describe('the board', () => {
  it('sums each stage over the deals one may see, by the filters of the list', async () => {
    const product = await ok<{ id: string }>(manager, 'POST', '/products', { name: '看板产品' });
    const fields = { product_id: product.id, expected_close: '2027-01-15' };
    await newDeal({ ...fields, stage: 'proposal', amount: 10_000 }, '看板一');
    await newDeal({ ...fields, stage: 'proposal', amount: 30_000 }, '看板二');
    await newDeal({ ...fields, stage: 'won', amount: 5000 }, '看板三');
    await newDeal({ ...fields, stage: 'negotiation' }, '看板四');
    const sums = async (who: TestClient, query: string): Promise<(string | number)[][]> =>
      (await ok<{ items: StageSum[] }>(who, 'GET', `/opportunities/board?product_id=${product.id}${query}`)).items.map(
        (one) => [one.stage, one.deals, one.amount, one.weighted, one.warned],
      );
    expect(await sums(seller, '')).toEqual([
      ['prospecting', 0, 0, 0, 0],
      ['qualification', 0, 0, 0, 0],
      ['proposal', 2, 40_000, 20_000, 0],
      ['negotiation', 1, 0, 0, 0],
      ['won', 1, 5000, 5000, 0],
      ['lost', 0, 0, 0, 0],
    ]);
    expect((await sums(seller, '&undated=true')).filter(([, deals]) => deals !== 0).map(([stage]) => stage)).toEqual(
      [],
    );
    expect((await sums(seller, '&q=看板二'))[2]).toEqual(['proposal', 1, 30_000, 15_000, 0]);
    expect((await sums(stranger, '')).every(([, deals]) => deals === 0)).toBe(true);
  });
});

describe('the check-up', () => {
  it('tells what is missing, late and implausible with reasons, and what to do', async () => {
    const deal = await newDeal({ stage: 'negotiation', amount: 50_000 }, '体检项目');
    const check = await ok<DealCheckUp>(seller, 'GET', `/opportunities/${deal.id}/check-up`);
    expect(Object.fromEntries(check.items.map(({ key, result }) => [key, result]))).toMatchObject({
      facts: 'bad',
      decision_maker: 'bad',
      close_date: 'bad',
      next_step: 'warn',
    });
    expect(check.grade).toBe('D');
    expect(check.items.find(({ key }) => key === 'facts')?.reason).toContain('决策人、预算');
    expect(check.next_steps[0]).toBeTruthy();
    expect((await refused(stranger, 'GET', `/opportunities/${deal.id}/check-up`)).code).toBe(
      'crm.opportunity_not_found',
    );
    const won = await ok<OpportunityView>(seller, 'POST', `/opportunities/${deal.id}/stage`, move(deal, 'won'));
    expect((await refused(seller, 'GET', `/opportunities/${won.id}/check-up`)).code).toBe('crm.deal_closed');
  });

  it('compares with won deals: the history of the stage, the rhythm and the amount', async () => {
    const won: OpportunityView[] = [];
    for (let number = 0; number < 10; number += 1) {
      won.push(
        await newDeal(
          { stage: 'qualification', amount: 10_000 + 1000 * number, opened_on: '2026-11-01' },
          `样板${number}`,
        ),
      );
    }
    world.clock.advance({ days: 40 });
    for (const deal of won) {
      await ok(seller, 'POST', '/activities', { opportunity_id: deal.id, kind: 'call', subject: '一' });
      const when = new Date(world.clock.now().getTime() - 4 * 86_400_000).toISOString();
      await ok(seller, 'POST', '/activities', {
        opportunity_id: deal.id,
        kind: 'visit',
        subject: '二',
        occurred_at: when,
      });
      const fresh = await ok<OpportunityView>(seller, 'GET', `/opportunities/${deal.id}`);
      await ok(seller, 'POST', `/opportunities/${deal.id}/stage`, move(fresh, 'won'));
    }
    const today = new Date(world.clock.now().getTime() + 8 * 3_600_000);
    const inDays = (days: number) => new Date(today.getTime() + days * 86_400_000).toISOString().slice(0, 10);
    const deal = await newDeal({ stage: 'qualification', amount: 900_000, expected_close: inDays(5) }, '新单');
    const contact = await ok<{ id: string }>(seller, 'POST', '/contacts', {
      customer_id: deal.customer_id,
      name: '赵总',
      decision_maker: true,
    });
    const check = async () => await ok<DealCheckUp>(seller, 'GET', `/opportunities/${deal.id}/check-up`);
    const item = (up: DealCheckUp, key: string) => up.items.find((one) => one.key === key)!;
    const first = await check();
    expect(first.history_deals).toBeGreaterThanOrEqual(10);
    expect(item(first, 'close_date')).toMatchObject({ result: 'warn' });
    expect(item(first, 'close_date').reason).toMatch(
      /^偏乐观：按预计日期这一单要 5 天；类似的 1\d 个赢单商机从进入这个阶段到赢单，八成用了 4\d 到 \d+ 天/,
    );
    expect(item(first, 'amount').reason).toMatch(/^明显偏高：金额 ¥900,000/);
    expect(item(first, 'decision_maker')).toMatchObject({ result: 'warn', next_step: '约赵总见一面或通个电话' });
    await ok(seller, 'POST', '/activities', {
      contact_id: contact.id,
      opportunity_id: deal.id,
      kind: 'visit',
      subject: '拜访',
    });
    await ok(seller, 'POST', '/activities', {
      opportunity_id: deal.id,
      status: 'planned',
      subject: '再谈',
      due_at: `${inDays(2)}T10:00:00+08:00`,
    });
    const fresh = await ok<OpportunityView>(seller, 'GET', `/opportunities/${deal.id}`);
    await ok(seller, 'PATCH', `/opportunities/${deal.id}`, {
      version: fresh.version,
      amount: 15_000,
      expected_close: inDays(45),
    });
    await ok(seller, 'PUT', `/opportunities/${deal.id}/facts/need`, { value: '替换旧系统' });
    const second = await check();
    expect(second.items.map(({ key, result }) => `${key} ${result}`)).toEqual([
      'facts ok',
      'rhythm ok',
      'decision_maker ok',
      'close_date ok',
      'amount ok',
      'next_step ok',
      'competition ok',
    ]);
    expect(second).toMatchObject({ grade: 'A', next_steps: [] });
    world.clock.advance({ days: 15 });
    const third = await check();
    expect(item(third, 'rhythm')).toMatchObject({ result: 'bad' });
    expect(item(third, 'next_step')).toMatchObject({ result: 'bad', reason: '有 1 个计划的跟进已经逾期' });
  });
});

it('a move through the funnel is told as a signal that jobs can hear', async () => {
  const { engine } = world.service.parts;
  const heard: unknown[] = [];
  const tell = engine.tell.bind(engine);
  engine.tell = async (em, signal, payload, options) => {
    if (signal.name === opportunityStageMoved.name) heard.push(payload);
    return await tell(em, signal, payload, options);
  };
  const deal = await newDeal();
  await ok(seller, 'POST', `/opportunities/${deal.id}/stage`, move(deal, 'proposal'));
  engine.tell = tell;
  expect(heard).toMatchObject([
    {
      opportunity_id: deal.id,
      customer_id: deal.customer_id,
      owner_id: seller.userId,
      from: 'prospecting',
      to: 'proposal',
    },
  ]);
});
