import type { MikroORM } from '@mikro-orm/postgresql';
import { createOrm, forkEm, type EntityManager } from '../../db/orm.ts';
import { query } from '../../db/query.ts';
import { JobEngine } from '../../jobs/engine.ts';
import type { JobDefinition } from '../../jobs/job.ts';
import type { OpenDatabase } from '../../server/open-database.ts';
import { testDatabase } from './database.ts';
import { FakeClock } from './fake-clock.ts';
import { logLines } from './log-lines.ts';

export interface StoredJob {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly retry_count: number;
  readonly output: unknown;
}

/** A job engine of its own on a database of its own. */
export interface JobBench {
  readonly database: OpenDatabase;
  readonly orm: MikroORM;
  readonly engine: JobEngine;
  readonly clock: FakeClock;
  /** How each try ended, as the metrics hear it. */
  readonly settled: string[];
  readonly lines: () => Array<Record<string, unknown>>;
  em(): EntityManager;
  drain(): Promise<number>;
  /** One more engine on the same database, as another process has. Stopped with the bench. */
  another(): Promise<JobEngine>;
  /** The stored jobs of a name, oldest first. */
  stored(name: string): Promise<StoredJob[]>;
  stop(): Promise<void>;
}

/** Starts it with the jobs given; handlers are the caller's. */
export async function jobBench(jobs: readonly JobDefinition<unknown>[]): Promise<JobBench> {
  const database = await testDatabase();
  const orm = await createOrm({ url: database.url, poolSize: 6 });
  const clock = new FakeClock();
  const { logger, lines } = logLines();
  const settled: string[] = [];
  const engines: JobEngine[] = [];
  const another = async (): Promise<JobEngine> => {
    const engine = new JobEngine({
      url: database.url,
      embedded: database.embedded,
      poolSize: 2,
      clock,
      logger,
      jobs,
      onSettled: (job, outcome) => settled.push(`${job} ${outcome}`),
    });
    engines.push(engine);
    await engine.start();
    return engine;
  };
  const engine = await another();
  orm.em.getEventManager().registerSubscriber(engine.wakeUp);
  return {
    database,
    orm,
    engine,
    clock,
    settled,
    lines,
    another,
    em: () => forkEm(orm),
    drain: () => engine.drain(clock.now()),
    stored: (name) =>
      query<StoredJob>(
        forkEm(orm),
        'select id, name, state::text, retry_count, output from pgboss.job where name = $1 order by created_on, id',
        [name],
      ),
    stop: async () => {
      for (const one of engines) await one.stop(1000);
      await orm.close(true);
      await database.stop();
    },
  };
}
