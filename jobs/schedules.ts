import type { MikroORM } from '@mikro-orm/postgresql';
import cron, { type ScheduledTask } from 'node-cron';
import { query } from '../db/query.ts';
import { forkEm } from '../db/orm.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { JobDefinition } from './job.ts';
import type { JobQueue } from './queue.ts';

/** A job that runs by the clock. */
export interface ScheduleDefinition<P = unknown> {
  readonly name: string;
  /** Cron expression in `zone`: five fields, or six with seconds in front. */
  readonly cron: string;
  readonly zone: string;
  readonly job: JobDefinition<P>;
  readonly payload: P;
}

export function defineSchedule<P>(
  schedule: Omit<ScheduleDefinition<P>, 'zone'> & { zone?: string },
): ScheduleDefinition<P> {
  return { zone: 'Asia/Shanghai', ...schedule };
}

interface SchedulesOptions {
  readonly orm: MikroORM;
  readonly queue: JobQueue;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Enqueues the slot's job once, however many processes tick: the slot's row and the job are one transaction, and only
 * the first insert of a slot succeeds.
 * @returns whether this call was the one that enqueued it
 */
export async function fireSlot<P>(
  options: SchedulesOptions,
  schedule: ScheduleDefinition<P>,
  slot: Date,
): Promise<boolean> {
  return await forkEm(options.orm).transactional(async (em) => {
    const taken = await query(
      em,
      'insert into schedule_slot (schedule, slot, fired_at) values ($1, $2, $3) on conflict do nothing returning slot',
      [schedule.name, slot, options.clock.now()],
    );
    if (taken.length === 0) return false;
    await options.queue.enqueue(
      em,
      schedule.job,
      schedule.payload,
      schedule.job.onePerKey ? { singletonKey: schedule.name } : {},
    );
    return true;
  });
}

/** Starts the ticks of this process; a tick that fails is logged, the next one tries anew. */
export function startSchedules(
  options: SchedulesOptions,
  schedules: readonly ScheduleDefinition[],
): { stop(): Promise<void> } {
  const tasks: ScheduledTask[] = schedules.map((schedule) =>
    cron.schedule(
      schedule.cron,
      async (tick) => {
        const slot = new Date(Math.floor(tick.date.getTime() / 1000) * 1000);
        await fireSlot(options, schedule, slot).catch((error: unknown) =>
          options.logger.warn({ error, schedule: schedule.name }, 'A schedule could not fire'),
        );
      },
      { timezone: schedule.zone, name: schedule.name },
    ),
  );
  return {
    stop: async () => {
      for (const task of tasks) await task.destroy();
    },
  };
}
