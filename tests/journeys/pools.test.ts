import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recyclePool } from '../../domain/crm/pools/recycle-pool.job.ts';
import { forkEm } from '../../db/orm.ts';
import { query } from '../../db/query.ts';
import type { CustomerView, LeadView } from '../../kernel/contracts/crm.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import type { PoolEntryView, PoolEventView, PoolView, RecycleWarning } from '../../kernel/contracts/pools.ts';
import { howOften } from '../support/how-often.ts';
import { testService, type TestClient, type TestService } from '../support/service.ts';

const crm = '/api/v1/crm';
let world: TestService;
let manager: TestClient;
let people: TestClient[];
let leadPool: PoolView;

const CAPACITY = 3;
const DAILY = 2;
const RECYCLE = 10;
const WARN = 3;
const REPICK = 5;

beforeAll(async () => {
  world = await testService();
  manager = await world.as('sales_manager', { name: '陈静', team: '华东团队' });
  people = [
    await world.as('salesperson', { name: '王磊', team: '华东团队' }),
    await world.as('salesperson', { name: '李娜', team: '华南团队' }),
  ];
  const made = await manager.call<PoolView>('POST', `${crm}/pools`, {
    name: '线索公海',
    entity: 'lead',
    condition: { not: { field: 'region', op: 'eq', value: '海外' } },
    recycle_days: RECYCLE,
    warn_days: WARN,
    daily_picks: DAILY,
    capacity: CAPACITY,
    repick_days: REPICK,
  });
  expect(made.status).toBe(201);
  leadPool = made.body;
});
afterAll(async () => await world.stop());

async function tick(): Promise<void> {
  const { engine, orm } = world.service.parts;
  await engine.enqueue(forkEm(orm), recyclePool, {}, { singletonKey: 'tick' });
  await world.drain();
}

const entries = async (by: TestClient): Promise<PoolEntryView[]> =>
  (await by.call<Page<PoolEntryView>>('GET', `${crm}/pools/${leadPool.id}/entries?page_size=200`)).body.items;
const pick = async (by: TestClient, id: string): Promise<{ status: number; body: { error?: { message: string } } }> =>
  await by.call('POST', `${crm}/pool-picks`, { entity: 'lead', entity_id: id });
const leadOf = async (by: TestClient, name: string): Promise<LeadView> =>
  (await by.call<LeadView>('POST', `${crm}/leads`, { name, phone: '13900001111' })).body;
const release = async (
  by: TestClient,
  lead: Pick<LeadView, 'id' | 'version'>,
): Promise<{ status: number; body: unknown }> =>
  await by.call('POST', `${crm}/leads/${lead.id}/release`, { version: lead.version, reason: '联系不上' });

test('a lead given back waits without its phone, and another team may take it; its old owner may not at once', async () => {
  const [wang, li] = people as [TestClient, TestClient];
  const lead = await leadOf(wang, '放回的');
  expect(await release(wang, lead)).toMatchObject({ status: 200, body: { name: '线索公海', waiting: 1 } });
  expect((await wang.call('GET', `${crm}/leads/${lead.id}`)).status).toBe(404);
  const [seen] = await entries(li);
  expect(seen).toMatchObject({ name: '放回的', from_name: '王磊', reason: '联系不上', blocked: null });
  expect(JSON.stringify(seen)).not.toContain('139');
  expect((await entries(wang))[0]!.blocked).toBe('这条记录原来在您手上，5 天内不能再领');
  expect((await pick(wang, lead.id)).body.error?.message).toContain('5 天内不能再领');
  expect((await pick(li, lead.id)).status).toBe(204);
  expect(await pick(li, lead.id)).toMatchObject({ status: 409, body: { error: { code: 'crm.pool_entry_gone' } } });
  expect((await li.call<LeadView>('GET', `${crm}/leads/${lead.id}`)).body).toMatchObject({
    owner_name: '李娜',
    team_name: '华南团队',
    phone: '13900001111',
  });
  const history = await world.as('administrator');
  const events = await history.call<Page<PoolEventView>>('GET', `${crm}/pool-events?entity_id=${lead.id}`);
  expect(events.body.items.map((one) => [one.kind, one.user_name])).toEqual([
    ['picked', '李娜'],
    ['released', '王磊'],
  ]);
});

test('what no pool takes cannot be given back, and nobody gives back what is not theirs', async () => {
  const [wang, li] = people as [TestClient, TestClient];
  const abroad = (await wang.call<LeadView>('POST', `${crm}/leads`, { name: '海外的', region: '海外' })).body;
  expect(await release(wang, abroad)).toMatchObject({ status: 409, body: { error: { code: 'crm.pool_none_fits' } } });
  expect((await release(li, abroad)).status).toBe(404);
  expect(await release(wang, { ...abroad, version: 9 })).toMatchObject({ status: 409 });
  expect((await wang.call<LeadView>('GET', `${crm}/leads/${abroad.id}`)).body.owner_name).toBe('王磊');
});

test('a customer with an open deal stays; one without falls back after a warning, with the deal closed', async () => {
  const [wang] = people as [TestClient];
  const pool = await manager.call<PoolView>('POST', `${crm}/pools`, {
    name: '客户公海',
    entity: 'customer',
    recycle_days: 20,
    warn_days: 5,
  });
  expect(pool.status).toBe(201);
  const make = async (name: string): Promise<CustomerView> =>
    (await wang.call<CustomerView>('POST', `${crm}/customers`, { name })).body;
  const [idle, busy] = [await make('闲置科技'), await make('有单科技')];
  const deal = await wang.call('POST', `${crm}/opportunities`, { name: '一期', customer_id: busy.id, amount: 1000 });
  expect(deal.status).toBe(201);
  world.clock.advance({ days: 16 });
  await tick();
  const warned = await wang.call<{ items: RecycleWarning[] }>('GET', `${crm}/recycle-warnings`);
  expect(warned.body.items.filter((one) => one.entity === 'customer')).toMatchObject([
    { name: '闲置科技', pool_name: '客户公海', recycle_at: '2026-12-08T02:20:00.000Z' },
  ]);
  await tick();
  const warnings = await wang.call<Page<PoolEventView>>('GET', `${crm}/pool-events?entity_id=${idle.id}&kind=warned`);
  expect(warnings.body.total).toBe(1);
  world.clock.advance({ days: 4 });
  await tick();
  expect((await wang.call('GET', `${crm}/customers/${idle.id}`)).status).toBe(404);
  expect((await wang.call('GET', `${crm}/customers/${busy.id}`)).status).toBe(200);
  const taken = await wang.call<Page<PoolEventView>>('GET', `${crm}/pool-events?entity_id=${idle.id}&kind=recycled`);
  expect(taken.body.items[0]).toMatchObject({ reason: '20 天没有跟进，自动回收', user_name: '王磊' });
});

test('a pool with records cannot go; one of another team is not seen', async () => {
  const [, li] = people as [TestClient, TestClient];
  const lead = await leadOf(people[0]!, '占位的');
  await release(people[0]!, lead);
  const gone = await manager.call('DELETE', `${crm}/pools/${leadPool.id}`);
  expect(gone).toMatchObject({ status: 409, body: { error: { code: 'crm.pool_not_empty' } } });
  const mine = await manager.call<PoolView>('POST', `${crm}/pools`, {
    name: '华东专用',
    entity: 'lead',
    position: 900,
    team_id: await teamOf(manager),
  });
  expect((await li.call('GET', `${crm}/pools/${mine.body.id}/entries`)).status).toBe(404);
  expect((await manager.call('DELETE', `${crm}/pools/${mine.body.id}`)).status).toBe(204);
});

/** A lead in the pool of everybody, given back by somebody who is neither asked nor receives later. */
async function pooledLead(name: string): Promise<LeadView> {
  const giver = await world.as('salesperson', { name: `放回${name}`, team: '华北团队' });
  const lead = await leadOf(giver, name);
  expect((await release(giver, lead)).status).toBe(200);
  return lead;
}

test('a manager gives a lead of the pool of everybody to a member of the team, and to nobody else', async () => {
  const chen = await world.as('sales_manager', { name: '周敏', team: '西南团队' });
  const own = await world.as('salesperson', { name: '何川', team: '西南团队' });
  const [, foreign] = people as [TestClient, TestClient];
  const lead = await pooledLead('主管来分的');
  const give = async (by: TestClient, to: TestClient, id = lead.id) =>
    await by.call('POST', `${crm}/pool-gifts`, {
      entity: 'lead',
      entity_id: id,
      owner_id: to.userId,
      note: '先打电话',
    });
  expect((await chen.call('GET', `${crm}/leads/${lead.id}`)).status).toBe(404);
  expect((await give(own, own)).status).toBe(403);
  expect(await give(chen, foreign)).toMatchObject({
    status: 409,
    body: { error: { code: 'crm.pool_give_refused', message: '不能从公海分给这位同事：李娜不在您的团队里。' } },
  });
  const [one, two] = await Promise.all([give(chen, own), give(chen, chen)]);
  expect([one.status, two.status].toSorted()).toEqual([204, 409]);
  const seen = (await chen.call<LeadView>('GET', `${crm}/leads/${lead.id}`)).body;
  expect(['何川', '周敏']).toContain(seen.owner_name);
  expect(seen.team_name).toBe('西南团队');
  const events = await chen.call<Page<PoolEventView>>('GET', `${crm}/pool-events?entity_id=${lead.id}`);
  expect(events.body.items[0]).toMatchObject({ kind: 'given', user_name: seen.owner_name, reason: '周敏分配' });
  expect(await give(chen, own)).toMatchObject({ status: 409, body: { error: { code: 'crm.pool_entry_gone' } } });
});

test('the capacity of the pool holds for what is given, a pool of another team is not found, a disabled one gives nothing', async () => {
  const chen = await world.as('sales_manager', { name: '吴越', team: '西北团队' });
  const own = await world.as('salesperson', { name: '高原', team: '西北团队' });
  const admin = await world.as('administrator');
  const give = async (id: string) =>
    await chen.call('POST', `${crm}/pool-gifts`, { entity: 'lead', entity_id: id, owner_id: own.userId });
  for (let n = 0; n < CAPACITY; n += 1) expect((await give((await pooledLead(`满${n}`)).id)).status).toBe(204);
  const over = await pooledLead('多出的');
  expect(await give(over.id)).toMatchObject({
    status: 409,
    body: { error: { message: '不能从公海分给这位同事：高原手上已有 3 条线索，最多 3 条。' } },
  });
  await query(forkEm(world.service.parts.orm), 'update lead set owner_id = null, team_id = null where owner_id = $1', [
    own.userId,
  ]);
  const patch = async (body: object): Promise<void> => {
    leadPool = (
      await admin.call<PoolView>('PATCH', `${crm}/pools/${leadPool.id}`, { ...body, version: leadPool.version })
    ).body;
  };
  await patch({ active: false });
  expect(await give(over.id)).toMatchObject({
    body: { error: { message: expect.stringContaining('已停用') as string } },
  });
  await patch({ active: true, team_id: await teamOf(manager) });
  expect(await give(over.id)).toMatchObject({ status: 404, body: { error: { code: 'crm.pool_not_found' } } });
  await patch({ team_id: null });
  expect((await give(over.id)).status).toBe(204);
});

test('by the rules a manager gives from the pool of everybody only to members of the team', async () => {
  const chen = await world.as('sales_manager', { name: '孙岚', team: '东北团队' });
  const own = await world.as('salesperson', { name: '白桦', team: '东北团队' });
  const admin = await world.as('administrator');
  const [wang] = people as [TestClient];
  const rule = await admin.call<{ id: string }>('POST', `${crm}/assignment-rules`, {
    name: '全员轮流',
    method: 'round_robin',
    members: [wang.userId, own.userId],
  });
  expect(rule.status).toBe(201);
  const lead = await pooledLead('按规则分的');
  const decided = await chen.call('POST', `${crm}/leads/${lead.id}/auto-assign`);
  expect(decided).toMatchObject({ status: 200, body: { decision: { outcome: 'assigned', user_name: '白桦' } } });
  // Outside a pool a lead of nobody's team stays out of a manager's reach.
  const loose = (await admin.call<LeadView>('POST', `${crm}/leads`, { name: '没进公海', owner_id: null })).body;
  expect((await chen.call('POST', `${crm}/leads/${loose.id}/auto-assign`)).status).toBe(404);
  expect((await admin.call('DELETE', `${crm}/assignment-rules/${rule.body.id}`)).status).toBe(204);
});

/** What the property drives: picks, returns, follow-ups and the clock, against what the rules promise. */
type Step =
  | { readonly do: 'pick'; readonly who: number; readonly which: number }
  | { readonly do: 'release' | 'touch'; readonly who: number; readonly which: number }
  | { readonly do: 'pass'; readonly days: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('pick' as const), who: fc.nat(1), which: fc.nat(5) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom('release' as const, 'touch' as const),
      who: fc.nat(1),
      which: fc.nat(5),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pass' as const), days: fc.integer({ min: 1, max: 8 }) }) },
);

interface Held {
  owner: number | null;
  touchedDay: number;
  lostBy: Map<number, number>;
}

test('whatever happens in whatever order: capacity, daily picks and recycling hold', async () => {
  const admin = await world.as('administrator');
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 24 }), async (steps) => {
      await query(forkEm(world.service.parts.orm), 'delete from lead');
      // Yesterday's picks do not count today.
      world.clock.advance({ days: 30 });
      const leads: string[] = [];
      for (let n = 0; n < 6; n += 1) {
        const made = await admin.call<LeadView>('POST', `${crm}/leads`, {
          name: `客户${n}`,
          owner_id: people[0]!.userId,
        });
        await admin.call('POST', `${crm}/leads/${made.body.id}/release`, { version: 1, reason: '开始' });
        await query(forkEm(world.service.parts.orm), `update pool_event set user_id = null where entity_id = $1`, [
          made.body.id,
        ]);
        leads.push(made.body.id);
      }
      let day = 0;
      const held: Held[] = leads.map(() => ({ owner: null, touchedDay: 0, lostBy: new Map() }));
      const picks = new Map<string, number>();
      for (const one of steps) {
        if (one.do === 'pass') {
          world.clock.advance({ days: one.days });
          day += one.days;
          await tick();
          for (const lead of held)
            if (lead.owner !== null && day - lead.touchedDay >= RECYCLE) {
              lead.lostBy.set(lead.owner, day);
              lead.owner = null;
            }
        } else {
          const [who, lead, id] = [people[one.who]!, held[one.which]!, leads[one.which]!];
          if (one.do === 'pick') {
            const owned = held.filter((other) => other.owner === one.who).length;
            const today = picks.get(`${one.who}:${day}`) ?? 0;
            const lost = lead.lostBy.get(one.who);
            const may =
              lead.owner === null && owned < CAPACITY && today < DAILY && (lost === undefined || day - lost >= REPICK);
            expect((await pick(who, id)).status).toBe(may ? 204 : 409);
            if (may) {
              picks.set(`${one.who}:${day}`, today + 1);
              Object.assign(lead, { owner: one.who, touchedDay: day });
            }
          } else if (lead.owner === one.who) {
            const view = (await who.call<LeadView>('GET', `${crm}/leads/${id}`)).body;
            if (one.do === 'release') {
              expect((await release(who, view)).status).toBe(200);
              lead.lostBy.set(one.who, day);
              lead.owner = null;
            } else {
              await who.call('POST', `${crm}/activities`, {
                kind: 'call',
                status: 'done',
                subject: '回访',
                lead_id: id,
              });
              lead.touchedDay = day;
            }
          }
        }
        const stored = await query<{ id: string; owner_id: string | null; waits: boolean }>(
          forkEm(world.service.parts.orm),
          `select l.id, l.owner_id, exists (select 1 from pool_entry e where e.lead_id = l.id) as waits from lead l`,
        );
        for (const row of stored) {
          const { owner } = held[leads.indexOf(row.id)]!;
          expect([row.owner_id, row.waits]).toEqual([owner === null ? null : people[owner]!.userId, owner === null]);
        }
      }
    }),
    { numRuns: howOften(4, 40) },
  );
}, 120_000);

async function teamOf(client: TestClient): Promise<string> {
  const { body } = await client.call<{ user?: { team_id: string }; team_id: string }>('GET', '/api/v1/auth/me');
  return body.user?.team_id ?? body.team_id;
}
