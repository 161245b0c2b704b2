import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { forkEm } from '../../db/orm.ts';
import { query } from '../../db/query.ts';
import { JobEngine } from '../../jobs/engine.ts';
import { defineJob } from '../../jobs/job.ts';
import { createLogger } from '../../kernel/logger.ts';
import { testService, type TestClient, type TestService } from '../support/service.ts';

const Payload = z.object({ id: z.string(), phone: z.number().optional(), note: z.string().optional() });
const call = defineJob({ name: 'call-back', payload: Payload, retries: 1 });
const keyed = defineJob({ name: 'call-once', payload: Payload, onePerKey: true });

interface DeadPage {
  total: number;
  items: Array<{ id: string; job: string; payload: unknown; error: { message: string }; attempts: number }>;
}

let world: TestService;
let admin: TestClient;
let engine: JobEngine;
let broken = true;
let ran: string[] = [];

beforeAll(async () => {
  world = await testService();
  admin = await world.as('administrator');
  engine = world.service.parts.engine;
  // The service's engine knows its own jobs only; a second one makes the queues of these.
  const { orm, config, clock } = world.service.parts;
  const url = orm.config.get('clientUrl') as string;
  const embedded = config.databaseUrl === null && !process.env['DATABASE_URL'];
  const maker = new JobEngine({
    url,
    embedded,
    poolSize: 2,
    clock,
    logger: createLogger('silent'),
    jobs: [call, keyed],
  });
  await maker.start();
  await maker.stop(1000);
  for (const job of [call, keyed])
    engine.handle(job, ({ id }) => {
      ran.push(id);
      return broken ? Promise.reject(new Error('no line to 13812345678')) : Promise.resolve();
    });
});
afterAll(() => world.stop());
beforeEach(async () => {
  broken = true;
  ran = [];
  await query(forkEm(world.service.parts.orm), 'delete from pgboss.job');
});

const dead = async (): Promise<DeadPage> => (await admin.call<DeadPage>('GET', '/api/v1/jobs/dead')).body;
const replay = (id: string) => admin.call<{ error?: { code: string } }>('POST', `/api/v1/jobs/dead/${id}/replay`);
const em = () => forkEm(world.service.parts.orm);

describe('the dead letters', () => {
  it('show what failed, why and how often, with numbers hidden', async () => {
    await engine.enqueue(em(), call, { id: 'a', phone: 13_812_345_678, note: '请回电 139-1234-5678' });
    await world.drain();
    const page = await dead();
    expect(page.total).toBe(1);
    expect(page.items[0]).toMatchObject({
      job: 'call-back',
      payload: { id: 'a', phone: '138****5678', note: '请回电 139****5678' },
      attempts: 1,
    });
    expect(JSON.stringify(page.items[0]?.error)).toContain('no line to 138****5678');
    expect(JSON.stringify(page)).not.toContain('1234');
  });

  it('go back to work once, with the same contents, and the audit log names who sent them', async () => {
    await engine.enqueue(em(), call, { id: 'b', phone: 13_812_345_678 });
    await world.drain();
    const [job] = (await dead()).items;
    broken = false;
    const answers = await Promise.all([replay(job!.id), replay(job!.id), replay(job!.id)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 404, 404]);
    await world.drain();
    expect(ran).toEqual(['b', 'b']);
    expect((await dead()).total).toBe(0);
    expect((await replay(job!.id)).body.error?.code).toBe('jobs.not_found');
    const audit = await admin.call<{ items: Array<{ action: string; actor_id: string }> }>(
      'GET',
      `/api/v1/audit?entity=job&entity_id=${job!.id}`,
    );
    expect(audit.body.items).toMatchObject([{ action: 'job.replayed', actor_id: admin.userId }]);
  });

  it('may die again and be sent back again', async () => {
    await engine.enqueue(em(), call, { id: 'c' });
    await world.drain();
    expect((await replay((await dead()).items[0]!.id)).status).toBe(204);
    await world.drain();
    expect((await dead()).total).toBe(1);
    expect(ran).toEqual(['c', 'c']);
  });

  it('keep the key they waited under: none is lost when another job of the key waits', async () => {
    await engine.enqueue(em(), keyed, { id: 'k1' }, { singletonKey: 'k' });
    await engine.enqueue(em(), keyed, { id: 'm1' }, { singletonKey: 'm' });
    await world.drain();
    const items = (await dead()).items;
    expect(items).toHaveLength(2);
    await engine.enqueue(em(), keyed, { id: 'k2' }, { singletonKey: 'k' });
    const answers: Record<string, number> = {};
    for (const item of items) answers[(item.payload as { id: string }).id] = (await replay(item.id)).status;
    expect(answers).toEqual({ k1: 409, m1: 204 });
    expect((await dead()).items.map((item) => item.payload)).toEqual([{ id: 'k1' }]);
  });

  it('are for those who manage jobs', async () => {
    const person = await world.as('salesperson');
    expect((await person.call('GET', '/api/v1/jobs/dead')).status).toBe(403);
    expect((await person.call('POST', `/api/v1/jobs/dead/${person.userId}/replay`)).status).toBe(403);
  });
});
