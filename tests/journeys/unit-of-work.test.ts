import type { MikroORM } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createOrm, forkEm } from '../../db/orm.ts';
import { query } from '../../db/query.ts';
import { Team } from '../../db/entities/identity/team.entity.ts';
import { appendAudit } from '../../domain/append-audit.ts';
import { inTransaction } from '../../domain/in-transaction.ts';
import type { Scope } from '../../domain/scope.ts';
import { JobEngine } from '../../jobs/engine.ts';
import { defineJob } from '../../jobs/job.ts';
import { systemActor } from '../../kernel/actor.ts';
import { newId } from '../../kernel/ids.ts';
import { createLogger } from '../../kernel/logger.ts';
import type { OpenDatabase } from '../../server/open-database.ts';
import { testDatabase } from '../support/database.ts';
import { FakeClock } from '../support/fake-clock.ts';

const noted = defineJob({ name: 'note-something', payload: z.object({ text: z.string() }) });
const clock = new FakeClock();
let database: OpenDatabase;
let orm: MikroORM;
let engine: JobEngine;
let told: string[];
let scope: Scope;

beforeAll(async () => {
  database = await testDatabase();
  orm = await createOrm({ url: database.url, poolSize: 4 });
  const logger = createLogger('silent');
  engine = new JobEngine({ url: database.url, embedded: database.embedded, poolSize: 2, clock, logger, jobs: [noted] });
  orm.em.getEventManager().registerSubscriber(engine.wakeUp);
  await engine.start();
});
afterAll(async () => {
  await engine.stop(1000);
  await orm.close(true);
  await database.stop();
});
beforeEach(() => {
  told = [];
  const publish = (name: string, payload: object): void => void told.push(`${name} ${JSON.stringify(payload)}`);
  scope = { em: forkEm(orm), clock, actor: systemActor([]), events: { publish }, jobs: engine };
});

/** A row, an audit line, a job and an event, all of one name. */
async function leaveTraces(tx: Scope, name: string): Promise<void> {
  tx.em.persist(tx.em.create(Team, { id: newId(), name, region: null, createdAt: clock.now() }));
  appendAudit(tx, { action: 'test.noted', entity: 'test', entityId: name });
  await tx.jobs.enqueue(tx.em, noted, { text: name });
  tx.events.publish('identity.user_changed', { id: name });
}

/** What is left of them. */
async function tracesOf(name: string): Promise<{ rows: number; audit: number; jobs: number; told: number }> {
  const [found] = await query<{ rows: number; audit: number; jobs: number }>(
    forkEm(orm),
    `select (select count(*)::int from team where name = $1) as rows,
            (select count(*)::int from audit_entry where entity_id = $1) as audit,
            (select count(*)::int from pgboss.job where data->>'text' = $1) as jobs`,
    [name],
  );
  return { ...(found as { rows: number; audit: number; jobs: number }), told: told.length };
}
const ALL = { rows: 1, audit: 1, jobs: 1, told: 1 };
const NONE = { rows: 0, audit: 0, jobs: 0, told: 0 };

describe('a unit of work', () => {
  it('leaves row, audit line and job together, and tells the event only after the commit', async () => {
    await inTransaction(scope, async (tx) => {
      await leaveTraces(tx, 'whole');
      expect(told).toEqual([]);
    });
    expect(await tracesOf('whole')).toEqual(ALL);
  });

  it('leaves nothing at all when it fails, and says why', async () => {
    const failing = inTransaction(scope, async (tx) => {
      await leaveTraces(tx, 'failed');
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await tracesOf('failed')).toEqual(NONE);
  });

  it('leaves nothing when the database refuses at the end', async () => {
    const name = 'twice';
    const failing = inTransaction(scope, async (tx) => {
      await leaveTraces(tx, name);
      const id = newId();
      for (const part of ['a', 'b'])
        await query(tx.em, 'insert into team (id, name, created_at) values ($1, $2, now())', [id, name + part]);
    });
    await expect(failing).rejects.toThrow(/duplicate|unique/i);
    expect(await tracesOf(name)).toEqual(NONE);
  });

  it('takes an inner one in: both stay or both go', async () => {
    await inTransaction(scope, async (tx) => {
      await inTransaction(tx, async (inner) => await leaveTraces(inner, 'inner'));
      expect(told).toEqual([]);
    });
    expect(await tracesOf('inner')).toEqual(ALL);
    told = [];
    const failing = inTransaction(scope, async (tx) => {
      await inTransaction(tx, async (inner) => await leaveTraces(inner, 'inner-gone'));
      throw new Error('outer failed');
    });
    await expect(failing).rejects.toThrow('outer failed');
    expect(await tracesOf('inner-gone')).toEqual(NONE);
  });

  it('takes in an inner one that was asked for with the outer scope', async () => {
    const failing = inTransaction(scope, async (tx) => {
      await inTransaction({ ...tx }, async (inner) => await leaveTraces(inner, 'spread'));
      throw new Error('outer failed');
    });
    await expect(failing).rejects.toThrow('outer failed');
    expect(await tracesOf('spread')).toEqual(NONE);
  });
});
