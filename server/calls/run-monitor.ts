import { migrate } from '../../db/migrate.ts';
import { createOrm } from '../../db/orm.ts';
import { startMonitor } from '../../domain/calls/monitor/monitor-state.ts';
import { JobEngine } from '../../jobs/engine.ts';
import { startSchedules } from '../../jobs/schedules.ts';
import { createInProcessBus } from '../../kernel/bus/in-process-bus.ts';
import { createRedisBus } from '../../kernel/bus/redis-bus.ts';
import { systemClock } from '../../kernel/clock.ts';
import { toConfig } from '../../kernel/config/config.ts';
import type { Config } from '../../kernel/config/config-shape.ts';
import { readEnvironment } from '../../kernel/config/env.ts';
import { createLogger } from '../../kernel/logger.ts';
import { systemRandom } from '../../kernel/random.ts';
import { JOBS } from '../jobs.ts';
import { createMetrics } from '../metrics.ts';
import { openDatabase } from '../open-database.ts';
import { callSchedule, callScope, registerCallHandlers } from './call-jobs.ts';
import { composeCalls } from './compose-calls.ts';

export interface RunningMonitor {
  stop(): Promise<void>;
}

/** The monitor as a process of its own: only the jobs of calls, no requests. Ends on SIGTERM or SIGINT. */
export async function runMonitor(config: Config = toConfig(readEnvironment())): Promise<RunningMonitor> {
  const [clock, random, logger] = [systemClock, systemRandom, createLogger(config.logLevel)];
  const database = await openDatabase(config);
  await migrate(database.url);
  const orm = await createOrm({ url: database.url, poolSize: config.databasePool });
  const engine = new JobEngine({
    url: database.url,
    embedded: database.embedded,
    poolSize: 4,
    clock,
    logger,
    jobs: JOBS,
  });
  orm.em.getEventManager().registerSubscriber(engine.wakeUp);
  await engine.start();
  const bus = config.redisUrl ? createRedisBus(config.redisUrl, logger) : createInProcessBus(logger);
  const parts = {
    orm,
    clock,
    bus,
    engine,
    calls: composeCalls({ config, clock, random, logger, orm, metrics: createMetrics() }),
  };
  registerCallHandlers(parts);
  await engine.work();
  await startMonitor(callScope(parts));
  const schedules = startSchedules({ orm, queue: engine, clock, logger }, [callSchedule(config.calls.monitorMinutes)]);
  let stopped: Promise<void> | undefined;
  const end = async (): Promise<void> => {
    await schedules.stop();
    await engine.stop(config.shutdownGraceMs);
    await bus.close();
    await orm.close(true);
    await database.stop();
    logger.info('自动化任务监控已停止');
  };
  const stop = (): Promise<void> => (stopped ??= end());
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => void stop().then(() => process.exit(0)));
  return { stop };
}
