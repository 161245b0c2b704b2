import type { MikroORM } from '@mikro-orm/postgresql';
import { afterEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../../../tests/support/fake-clock.ts';
import { testDatabase } from '../../../tests/support/database.ts';
import { createOrm, forkEm } from '../../orm.ts';
import { query, queryOne } from '../../query.ts';
import { loadDemo } from './load-demo.ts';
import { DEMO_MANAGER, DEMO_SALESPERSON } from './people.ts';

const PASSWORD = 'for a look around';
const clock = new FakeClock();
let stop: Array<() => Promise<unknown>> = [];

afterEach(async () => {
  for (const end of stop.reverse()) await end();
  stop = [];
});

async function installation(poolSize = 4): Promise<MikroORM> {
  const database = await testDatabase();
  stop.push(() => database.stop());
  const orm = await createOrm({ url: database.url, poolSize });
  stop.push(() => orm.close(true));
  return orm;
}

const load = (orm: MikroORM) =>
  loadDemo({
    em: forkEm(orm),
    clock,
    hashPassword: (password) => Promise.resolve(`hash of ${password}`),
    password: PASSWORD,
  });

async function count(orm: MikroORM, table: string): Promise<number> {
  const row = await queryOne<{ n: number }>(forkEm(orm), `select count(*)::int as n from ${table}`);
  return row?.n ?? Number.NaN;
}

describe('loading the demo', () => {
  it('fills an empty installation within six seconds of work, and once', async () => {
    const orm = await installation();
    await count(orm, 'customer');
    const cpu = process.cpuUsage();
    const first = await load(orm);
    const { user, system } = process.cpuUsage(cpu);
    const work = (user + system) / 1000;
    expect(first.loaded).toBe(true);
    // The embedded database works in this process, so its time counts; a busy machine does not.
    expect(work).toBeLessThan(6000);
    expect(await count(orm, 'customer')).toBe(304);
    expect(await count(orm, 'contact')).toBe(800);
    expect(await count(orm, 'lead')).toBe(600);
    expect(await count(orm, 'opportunity')).toBe(400);
    const before = await count(orm, 'activity');

    const second = await load(orm);
    expect(second).toEqual({ loaded: false, logins: first.logins });
    expect(await count(orm, 'activity')).toBe(before);
  });

  it('lets exactly the two demo people log in, and gives every record its number', async () => {
    const orm = await installation();
    const { logins } = await load(orm);
    expect(logins.map(({ username, password }) => [username, password])).toEqual([
      [DEMO_SALESPERSON, PASSWORD],
      [DEMO_MANAGER, PASSWORD],
    ]);
    const open = await query<{ username: string; password_hash: string }>(
      forkEm(orm),
      'select username, password_hash from app_user where password_hash is not null order by username',
    );
    expect(open).toEqual([
      { username: DEMO_MANAGER, password_hash: `hash of ${PASSWORD}` },
      { username: DEMO_SALESPERSON, password_hash: `hash of ${PASSWORD}` },
    ]);
    const codes = await query<{ code: string }>(
      forkEm(orm),
      'select code from customer order by created_at, code limit 2',
    );
    expect(codes.map((row) => row.code)).toEqual(['KH-000001', 'KH-000002']);

    await query(forkEm(orm), 'update app_user set session_epoch = 1 where username = $1', [DEMO_MANAGER]);
    expect((await load(orm)).logins.map((login) => login.username)).toEqual([DEMO_SALESPERSON]);
  });

  it('is written once when several processes start together', async () => {
    // On one connection the three take turns between statements; a server's own processes meet at the lock instead.
    const orm = await installation(1);
    const answers = await Promise.all([load(orm), load(orm), load(orm)]);
    expect(answers.filter((answer) => answer.loaded)).toHaveLength(1);
    expect(await count(orm, 'customer')).toBe(304);
    for (const { logins } of answers) expect(logins).toHaveLength(2);
  });

  it('leaves an installation alone in which somebody has begun', async () => {
    const orm = await installation();
    await query(
      forkEm(orm),
      `insert into team (id, name, created_at) values ('0193d782-e4e0-7d80-a348-e89f594d6712', '销售一部', now())`,
    );
    expect(await load(orm)).toEqual({ loaded: false, logins: [] });
    expect(await count(orm, 'customer')).toBe(0);
  });
});
