import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { createOrm, forkEm } from '../../db/orm.ts';
import { query } from '../../db/query.ts';
import { defineJob } from '../../jobs/job.ts';
import { defineSchedule, fireSlot } from '../../jobs/schedules.ts';
import { errorsOf } from '../../kernel/errors.ts';
import { createLogger } from '../../kernel/logger.ts';
import { jobBench, type JobBench } from '../support/job-bench.ts';

const testError = errorsOf({
  'test.busy': { kind: 'transient', zh: '忙', en: 'busy' },
  'test.wrong': { kind: 'invalid', zh: '不对', en: 'wrong' },
});
const Payload = z.object({ n: z.int() });
const work = defineJob({ name: 'do-work', payload: Payload, retries: 3, retryDelay: 2, retryDelayMax: 300 });
const once = defineJob({ name: 'do-once', payload: Payload, onePerKey: true });
const slow = defineJob({ name: 'do-slowly', payload: Payload, concurrency: 1, retries: 2 });

let bench: JobBench;
let run: Array<{ n: number; attempt: number }> = [];
/** What the handler of `work` does besides noting that it ran. */
let behave: (n: number, attempt: number) => void | Promise<void> = () => undefined;

beforeAll(async () => {
  bench = await jobBench([work, once, slow]);
  const note = async ({ n }: { n: number }, { attempt }: { attempt: number }): Promise<void> => {
    run.push({ n, attempt });
    await behave(n, attempt);
  };
  bench.engine.handle(work, note);
  bench.engine.handle(once, note);
});
afterAll(() => bench.stop());
afterEach(async () => {
  run = [];
  behave = () => undefined;
  bench.settled.length = 0;
  await query(bench.em(), 'delete from pgboss.job');
});

const enqueue = (n: number, options = {}): Promise<string | null> =>
  bench.engine.enqueue(bench.em(), work, { n }, options);

describe('a job', () => {
  it('exists exactly when its transaction commits', async () => {
    const failing = bench.em().transactional(async (em) => {
      await bench.engine.enqueue(em, work, { n: 1 });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await bench.em().transactional(async (em) => void (await bench.engine.enqueue(em, work, { n: 2 })));
    expect(await bench.drain()).toBe(1);
    expect(run).toEqual([{ n: 2, attempt: 1 }]);
  });

  it('with a payload that does not fit is refused before it is stored', async () => {
    await expect(bench.engine.enqueue(bench.em(), work, { n: 1.5 })).rejects.toMatchObject({
      code: 'jobs.bad_payload',
    });
    expect(await bench.stored('do-work')).toEqual([]);
  });

  it('of an older shape goes to the dead letters at once, saying what does not fit', async () => {
    await enqueue(1);
    await query(bench.em(), `update pgboss.job set data = '{"m": 1}' where name = 'do-work'`);
    await bench.drain();
    expect(run).toEqual([]);
    expect((await bench.stored('do-work'))[0]).toMatchObject({ state: 'failed', output: { code: 'jobs.bad_payload' } });
    expect(bench.settled).toEqual(['do-work dead']);
  });

  it('waits for its time by the injected clock', async () => {
    await enqueue(1, { runAt: new Date(bench.clock.now().getTime() + 60_000) });
    expect(await bench.drain()).toBe(0);
    bench.clock.advance({ seconds: 59 });
    expect(await bench.drain()).toBe(0);
    bench.clock.advance({ seconds: 1 });
    expect(await bench.drain()).toBe(1);
  });

  it('of higher priority goes first, then the older one', async () => {
    await enqueue(1);
    await enqueue(2, { priority: 5 });
    await enqueue(3);
    await enqueue(4, { priority: 9 });
    await bench.drain();
    expect(run.map(({ n }) => n)).toEqual([4, 2, 1, 3]);
  });

  it('enqueued by a job that ran is carried out in the same drain', async () => {
    behave = async (n) => void (n < 3 && (await enqueue(n + 1)));
    await enqueue(1);
    expect(await bench.drain()).toBe(3);
  });
});

describe('one job per key', () => {
  const add = (key: string, n = 1): Promise<string | null> =>
    bench.engine.enqueue(bench.em(), once, { n }, { singletonKey: key });

  it('waits once, and may wait again while the first one runs', async () => {
    expect(await add('a')).not.toBeNull();
    expect(await add('a')).toBeNull();
    expect(await add('b')).not.toBeNull();
    behave = async (n) => void (n === 1 && run.length === 1 && expect(await add('a', 2)).not.toBeNull());
    await bench.drain();
    expect(run.map(({ n }) => n).toSorted()).toEqual([1, 1, 2]);
  });

  it('refusing a second one does not spoil the transaction around it', async () => {
    await add('a');
    await bench.em().transactional(async (em) => {
      expect(await bench.engine.enqueue(em, once, { n: 2 }, { singletonKey: 'a' })).toBeNull();
      await bench.engine.enqueue(em, work, { n: 3 });
    });
    await bench.drain();
    expect(run.map(({ n }) => n).toSorted()).toEqual([1, 3]);
  });
});

describe('a failing job', () => {
  it('is tried again when the failure passes, later each time, then laid aside', async () => {
    behave = () => {
      throw testError('test.busy');
    };
    // Draining skips the waiting times, so the database notes what they would have been.
    await query(bench.em(), 'create table waited (seconds double precision)');
    await query(
      bench.em(),
      `create function note_wait() returns trigger language plpgsql as $$
       begin
         if new.state = 'retry' then insert into waited values (extract(epoch from new.start_after - now())); end if;
         return new;
       end $$`,
    );
    await query(
      bench.em(),
      'create trigger note_wait after insert on pgboss.job for each row execute function note_wait()',
    );
    await enqueue(1);
    expect(await bench.drain()).toBe(4);
    expect(run.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4]);
    expect(bench.settled).toEqual(['do-work retry', 'do-work retry', 'do-work retry', 'do-work dead']);
    const waits = (await query<{ seconds: number }>(bench.em(), 'select seconds from waited')).map(
      (row) => row.seconds,
    );
    await query(bench.em(), 'drop trigger note_wait on pgboss.job');
    expect(waits).toHaveLength(3);
    for (const [index, seconds] of waits.entries()) {
      expect(seconds).toBeGreaterThanOrEqual(2 ** (index + 1) - 0.1);
      expect(seconds).toBeLessThanOrEqual(2 ** (index + 2) + 0.1);
    }
    const [dead] = await bench.stored('dead-letter');
    expect(dead).toMatchObject({ output: { code: 'test.busy', kind: 'transient' } });
  });

  it('succeeds when the fault was over in time', async () => {
    behave = (_n, attempt) => {
      if (attempt < 3) throw testError('test.busy');
    };
    await enqueue(1);
    await bench.drain();
    expect((await bench.stored('do-work'))[0]).toMatchObject({ state: 'completed', retry_count: 2 });
    expect(await bench.stored('dead-letter')).toEqual([]);
  });

  it.each([
    ['an input that will never fit', () => testError('test.wrong'), 'test.wrong'],
    ['a bug', () => new TypeError('x is not a function'), 'kernel.unexpected'],
  ])('is laid aside at once for %s', async (_why, thrown, code) => {
    behave = () => {
      throw thrown();
    };
    await enqueue(1);
    expect(await bench.drain()).toBe(1);
    expect(bench.settled).toEqual(['do-work dead']);
    expect(await bench.stored('dead-letter')).toMatchObject([{ output: { code } }]);
  });

  it('tells the person who looks at it what a bug said', async () => {
    behave = () => {
      throw new TypeError('x is not a function');
    };
    await enqueue(1);
    await bench.drain();
    expect(JSON.stringify((await bench.stored('dead-letter'))[0]?.output)).toContain('x is not a function');
  });

  it.each(['57P01', '08006', '40001', '40P01', '53300', 'ECONNRESET', 'ECONNREFUSED'])(
    'is tried again when the database or the network failed it (%s)',
    async (code) => {
      behave = (_n, attempt) => {
        if (attempt === 1) throw new Error('query failed', { cause: Object.assign(new Error('gone'), { code }) });
      };
      await enqueue(1);
      await bench.drain();
      expect(bench.settled).toEqual(['do-work retry', 'do-work completed']);
    },
  );
});

describe('a schedule', () => {
  const nightly = defineSchedule({ name: 'nightly', cron: '0 3 * * *', job: work, payload: { n: 7 } });

  it('fires a slot once, however many processes tick', async () => {
    const logger = createLogger('silent');
    const slot = new Date('2026-11-18T03:00:00+08:00');
    const orms = await Promise.all(
      Array.from({ length: 6 }, () => createOrm({ url: bench.database.url, poolSize: 1 })),
    );
    const fire = (at: Date): Promise<boolean[]> =>
      Promise.all(orms.map((orm) => fireSlot({ orm, queue: bench.engine, clock: bench.clock, logger }, nightly, at)));
    expect((await fire(slot)).filter(Boolean)).toHaveLength(1);
    expect((await fire(slot)).filter(Boolean)).toHaveLength(0);
    expect((await fire(new Date(slot.getTime() + 86_400_000))).filter(Boolean)).toHaveLength(1);
    await Promise.all(orms.map((orm) => orm.close(true)));
    expect(await bench.drain()).toBe(2);
  });

  it('leaves the slot free when its job could not be stored', async () => {
    const logger = createLogger('silent');
    const slot = new Date('2026-11-20T03:00:00+08:00');
    const noQueue = () => Promise.reject(new Error('no queue'));
    const broken = { enqueue: noQueue, tell: noQueue };
    const parts = { orm: bench.orm, clock: bench.clock, logger };
    await expect(fireSlot({ ...parts, queue: broken }, nightly, slot)).rejects.toThrow('no queue');
    expect(await fireSlot({ ...parts, queue: bench.engine }, nightly, slot)).toBe(true);
    expect(await query(forkEm(bench.orm), 'select 1 from schedule_slot where slot = $1', [slot])).toHaveLength(1);
  });
});

// Last, because from here on the engine works by itself.
describe('workers', () => {
  it('take a job the moment its transaction commits', async () => {
    const engine = bench.engine;
    await engine.work();
    const from = performance.now();
    await bench.em().transactional(async (em) => void (await engine.enqueue(em, work, { n: 1 })));
    await vi.waitUntil(() => run.length === 1, { timeout: 10_000, interval: 5 });
    expect(performance.now() - from).toBeLessThan(1500);
    await vi.waitUntil(async () => (await bench.stored('do-work'))[0]?.state === 'completed', { timeout: 5000 });
  });

  it('carry out what piled up without a pause in between', async () => {
    await bench.em().transactional(async (em) => {
      for (let n = 0; n < 16; n += 1) await bench.engine.enqueue(em, work, { n });
    });
    // Two workers that slept for two seconds after each job would need a quarter of a minute.
    await vi.waitUntil(() => run.length === 16, { timeout: 8000, interval: 5 });
  });

  it('of other processes are told by one that carries nothing out itself, and by no other', async () => {
    if (bench.database.embedded) return;
    const heard: (string | undefined)[] = [];
    const client = new Client({ connectionString: bench.database.url });
    client.on('notification', ({ payload }) => heard.push(payload));
    await client.connect();
    try {
      // The channel on which pg-boss listens, as its own words make it.
      const words = readFileSync(new URL('../../node_modules/pg-boss/dist/plans.js', import.meta.url), 'utf8');
      expect(words).toContain(
        "('pgboss_' || left(encode(sha224('${normalizeSchemaName(schema)}'::bytea), 'hex'), 24))",
      );
      const { rows } = await client.query<{ channel: string }>(
        "select 'pgboss_' || left(encode(sha224('pgboss'::bytea), 'hex'), 24) as channel",
      );
      await client.query(`listen ${rows[0]!.channel}`);
      await bench.engine.enqueue(bench.em(), work, { n: 1 });
      const idle = await bench.another();
      await idle.enqueue(bench.em(), once, { n: 2 }, { singletonKey: 'told' });
      await vi.waitUntil(() => heard.includes('do-once'), { timeout: 10_000 });
      expect(heard).toEqual(['do-once']);
    } finally {
      await client.end();
    }
  });

  it('let the running job end when the process stops, and take no other', async () => {
    const engine = await bench.another();
    let letGo: () => void = () => undefined;
    const began: number[] = [];
    engine.handle(slow, async ({ n }) => {
      began.push(n);
      await new Promise<void>((resolve) => {
        letGo = resolve;
      });
    });
    await engine.work();
    await engine.enqueue(bench.em(), slow, { n: 1 });
    await vi.waitUntil(() => began.length === 1, { timeout: 10_000 });
    await engine.enqueue(bench.em(), slow, { n: 2 });
    const stopped = engine.stop(10_000);
    letGo();
    await stopped;
    expect(began).toEqual([1]);
    expect((await bench.stored('do-slowly')).map((job) => job.state)).toEqual(['completed', 'created']);
  });

  it('give a job that outlives the stop back to be tried again, not to the dead letters', async () => {
    const engine = await bench.another();
    engine.handle(slow, async (_payload, { signal }) => {
      await new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      });
    });
    await engine.work();
    await engine.enqueue(bench.em(), slow, { n: 1 });
    await vi.waitUntil(async () => (await bench.stored('do-slowly'))[0]?.state === 'active', { timeout: 10_000 });
    await engine.stop(1500);
    expect((await bench.stored('do-slowly'))[0]?.state).toBe('retry');
    expect(await bench.stored('dead-letter')).toEqual([]);
  });
});
