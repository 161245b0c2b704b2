import { forkEm } from '../../db/orm.ts';
import { checkCommands } from '../../domain/messaging/commands/check-commands.job.ts';
import { watchSop } from '../../domain/sop/running/watch-sop.job.ts';
import type { OpenDatabase } from '../../server/open-database.ts';
import type { CarryErrand, CarryOrder, Stop } from '../faults/children/carry-sop.ts';
import { startChild, type Child } from './child.ts';
import { testDatabase } from './database.ts';
import { giveJobsBack } from './give-jobs-back.ts';
import { sopWorld, type SopWorld } from './sop-world.ts';

/** A process that carries sequences, and how far it is listened to. */
export interface Carrier {
  readonly child: Child;
  /** Tells it to carry out what is due; it stops itself at the point, if it comes there. */
  go(stop?: Stop | null, nth?: number): void;
  /** Waits until it stands still at the point. @throws when it did everything without coming there */
  standsAt(stop: Stop): Promise<void>;
  /** Waits until it did what it was told. @returns its words */
  done(): Promise<string>;
}

/** Sequences on a database that other processes work on too. */
export interface SopFaultWorld extends SopWorld {
  readonly database: OpenDatabase;
  /** A process that is ready. The next one is started meanwhile, so that nobody waits for it. */
  carrier(): Promise<Carrier>;
  /** Kills it where it stands, and lets the database and the jobs notice. */
  kill(carrier: Carrier): Promise<void>;
  /** Jobs of processes that are gone go back to their queues, as their missing heartbeat tells after half a minute. */
  giveJobsBack(): Promise<void>;
  /** Time passes; the schedules of the service that goes on come round. */
  later(seconds: number): Promise<void>;
}

/** @param friends how many people there are to write to */
export async function sopFaultWorld(
  friends: number,
  { batch, longestTurnMs }: Pick<CarryErrand, 'batch' | 'longestTurnMs'>,
): Promise<SopFaultWorld> {
  const database = await testDatabase();
  const world = await sopWorld(
    { database, sop: { batch, longestTurnMs } },
    { friends, channel: (made) => ({ ...made, limits: { ...made.limits, pause_ms: 0 } }) },
  );
  await world.sql(
    "update send_policy set quiet_from = '03:00', quiet_to = '03:00', proactive_per_day = 1000, proactive_per_hour = 1000, same_text_per_hour = 100000",
  );
  const { engine, orm } = world.service.parts;
  const alive = new Set<Child>();
  const start = async (): Promise<Carrier> => {
    const errand: CarryErrand = {
      url: database.url,
      embedded: database.embedded,
      vendor: world.simulator.url,
      batch,
      longestTurnMs,
    };
    const child = startChild('tests/faults/children/carry-sop.ts', [JSON.stringify(errand)]);
    alive.add(child);
    await child.said(/ready\n/, 120_000);
    let heard = child.output().length;
    /** What it said since the order. */
    const said = async (pattern: RegExp): Promise<string> => {
      const [whole] = await child.said(new RegExp(`^[^]{${heard}}[^]*?${pattern.source}`), 120_000);
      return whole.slice(heard).trim();
    };
    return {
      child,
      go: (stop = null, nth = 1) => {
        heard = child.output().length;
        const order: CarryOrder = { now: world.clock.now().toISOString(), stop, nth };
        child.tell(JSON.stringify(order));
      },
      standsAt: async (stop) => {
        const words = await said(/(at \w+|done \d+|failed .*)\n/);
        if (words !== `at ${stop}`) throw new Error(`it should have come to ${stop}, and said: ${words}`);
      },
      done: async () => (await said(/(done \d+|failed .*)\n/)).split('\n').at(-1)!,
    };
  };
  let next = start();
  next.catch(() => undefined);
  return {
    ...world,
    database,
    carrier: async () => {
      const ready = next;
      next = start();
      // Whoever takes it hears of a failure.
      next.catch(() => undefined);
      return await ready;
    },
    giveJobsBack: async () => await giveJobsBack(forkEm(orm), engine),
    kill: async ({ child }) => {
      alive.delete(child);
      await child.kill();
      await giveJobsBack(forkEm(orm), engine);
    },
    later: async (seconds) => {
      world.clock.advance({ seconds });
      await world.simulator.time.advance(0);
      for (const job of [watchSop, checkCommands])
        await engine.enqueue(forkEm(orm), job, {}, { singletonKey: job.name });
      await world.drain();
      await world.simulator.time.advance(0);
      await world.drain();
    },
    stop: async () => {
      await next.catch(() => undefined);
      await Promise.all([...alive].map((child) => child.kill()));
      await world.stop();
      await database.stop();
    },
  };
}
