import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '../tests/support/database.ts';
import { createOrm, forkEm } from './orm.ts';
import { queryOne } from './query.ts';

const POOL = 2;
const database = await testDatabase();
let orm: Awaited<ReturnType<typeof createOrm>>;

beforeAll(async () => {
  orm = await createOrm({ url: database.url, poolSize: POOL });
});
afterAll(async () => {
  await orm.close(true);
  await database.stop();
});

// The embedded database has one session and nobody who ends it.
describe.skipIf(database.embedded)('a pool whose connections are cut inside transactions', () => {
  it('answers afterwards, however often that was', async () => {
    for (let cut = 0; cut < 3 * POOL; cut += 1) {
      const work = forkEm(orm).transactional(async (em) => {
        await queryOne(em, 'select pg_terminate_backend(pg_backend_pid())');
      });
      await expect(work).rejects.toThrow(/terminat|connection/i);
    }
    expect(await queryOne(forkEm(orm), 'select 1 as one')).toEqual({ one: 1 });
  }, 10_000);

  it('gives a connection back whose transaction failed by itself', async () => {
    for (let fault = 0; fault < 3 * POOL; fault += 1) {
      const work = forkEm(orm).transactional(async (em) => void (await queryOne(em, 'select 1 / 0')));
      await expect(work).rejects.toThrow(/division by zero/);
    }
    expect(await queryOne(forkEm(orm), 'select 1 as one')).toEqual({ one: 1 });
  }, 10_000);
});
