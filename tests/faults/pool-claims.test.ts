import { afterAll, beforeAll, expect, it } from 'vitest';
import { forkEm } from '../../db/orm.ts';
import { query } from '../../db/query.ts';
import type { LeadView } from '../../kernel/contracts/crm.ts';
import { startChild } from '../support/child.ts';
import { testDatabase } from '../support/database.ts';
import { testService, type TestClient, type TestService } from '../support/service.ts';
import type { OpenDatabase } from '../../server/open-database.ts';

const LEADS = 12;
const CAPACITY = 5;
let database: OpenDatabase;
let world: TestService;
let admin: TestClient;

beforeAll(async () => {
  database = await testDatabase();
  world = await testService({}, { database });
  admin = await world.as('administrator');
});
afterAll(async () => {
  await world.stop();
  await database.stop();
});

it('of two processes that claim the same leads exactly one gets each, and nobody more than the pool allows', async () => {
  const people = [await world.as('salesperson', { name: '王磊' }), await world.as('salesperson', { name: '李娜' })];
  const pool = { name: '公海', entity: 'lead', capacity: CAPACITY, daily_picks: null };
  expect((await admin.call('POST', '/api/v1/crm/pools', pool)).status).toBe(201);
  const leads: string[] = [];
  for (let n = 0; n < LEADS; n += 1) {
    const lead = await admin.call<LeadView>('POST', '/api/v1/crm/leads', { name: `客户${n}` });
    await admin.call('POST', `/api/v1/crm/leads/${lead.body.id}/release`, { version: 1, reason: '开始' });
    leads.push(lead.body.id);
  }
  const children = people.map((person) =>
    startChild('tests/faults/children/pick-leads.ts', [database.url, person.userId, ...leads]),
  );
  await Promise.all(children.map((child) => child.said(/ready/, 30_000)));
  for (const child of children) child.signal('SIGUSR2');
  const said = await Promise.all(children.map((child) => child.said(/outcomes (.*)/, 30_000)));
  await Promise.all(children.map((child) => child.ended));
  const outcomes = said.map(([, json]) => JSON.parse(json ?? '[]') as string[]);
  const picked = outcomes.map((list) => list.filter((one) => one === 'picked').length);
  expect(picked).toEqual([CAPACITY, CAPACITY]);
  for (const list of outcomes)
    for (const one of list) expect(['picked', 'crm.pool_entry_gone', 'crm.pool_pick_refused']).toContain(one);
  leads.forEach((_, at) => expect(outcomes.filter((list) => list[at] === 'picked').length).toBeLessThanOrEqual(1));
  const rows = await query<{ owner_id: string; count: number }>(
    forkEm(world.service.parts.orm),
    `select owner_id, count(*)::int as count from lead where owner_id is not null group by owner_id`,
  );
  expect(rows.map((row) => row.count)).toEqual([CAPACITY, CAPACITY]);
}, 90_000);
