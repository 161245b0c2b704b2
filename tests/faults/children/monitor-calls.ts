import { createInterface } from 'node:readline';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOrm } from '../../../db/orm.ts';
import { createAliyunDialer } from '../../../integrations/dialer/aliyun-outbound/create-aliyun-dialer.ts';
import { JobEngine } from '../../../jobs/engine.ts';
import { fireSlot } from '../../../jobs/schedules.ts';
import { createInProcessBus } from '../../../kernel/bus/in-process-bus.ts';
import { toConfig } from '../../../kernel/config/config.ts';
import { createLogger } from '../../../kernel/logger.ts';
import { systemRandom } from '../../../kernel/random.ts';
import { callSchedule, registerCallHandlers } from '../../../server/calls/call-jobs.ts';
import { composeCalls } from '../../../server/calls/compose-calls.ts';
import { JOBS } from '../../../server/jobs.ts';
import { createMetrics } from '../../../server/metrics.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { TEST_ENVIRONMENT } from '../../support/test-environment.ts';
import { watchCommits, type Gate } from './commit-gate.ts';

/**
 * The monitor of calls in a process of its own, as `npm run monitor` composes it, on a clock it is told: a line of JSON on its
 * input is a command, `done <n>` on its output says that it was carried out. It stops at the gate it was given.
 */
export interface MonitorErrand {
  readonly url: string;
  readonly embedded: boolean;
  readonly dialer: { readonly url: string; readonly key: { accessKeyId: string; accessKeySecret: string } };
  readonly instanceId: string;
  readonly timeoutMs: number;
  /** Settings beside those of every test: a model, deadlines. */
  readonly environment: Readonly<Record<string, string>>;
}
export type MonitorCommand =
  | { readonly n: number; readonly do: 'tick' | 'drain'; readonly now: string }
  | { readonly n: number; readonly do: 'gate'; readonly gate: Gate | null }
  | { readonly n: number; readonly do: 'open' };

const errand = JSON.parse(process.argv[2] as string) as MonitorErrand;
const clock = new FakeClock();
const logger = createLogger('silent');
const random = systemRandom;
const config = toConfig({
  ...TEST_ENVIRONMENT,
  ...errand.environment,
  DATA_DIR: mkdtempSync(join(tmpdir(), 'xiaoshu-monitor-')),
});
const orm = await createOrm({ url: errand.url, poolSize: 6 });
const gate = await watchCommits(orm);
const engine = new JobEngine({
  url: errand.url,
  embedded: errand.embedded,
  poolSize: 2,
  clock,
  logger,
  jobs: JOBS,
});
orm.em.getEventManager().registerSubscriber(engine.wakeUp);
await engine.start();
const noPause = (): Promise<void> => Promise.resolve();
const dialer = createAliyunDialer({
  url: errand.dialer.url,
  ...errand.dialer.key,
  instanceId: errand.instanceId,
  callsPerSecond: 1_000_000,
  timeoutMs: errand.timeoutMs,
  clock,
  random,
  logger,
  pause: noPause,
});
const calls = composeCalls(
  { config, clock, random, logger, orm, metrics: createMetrics() },
  { dialer, pause: noPause },
);
registerCallHandlers({ orm, clock, bus: createInProcessBus(logger), engine, calls });

async function carryOut(command: MonitorCommand): Promise<void> {
  if (command.do === 'gate') gate.set(command.gate);
  if (command.do === 'open') gate.open();
  if (command.do !== 'tick' && command.do !== 'drain') return;
  clock.set(command.now);
  if (command.do === 'tick') await fireSlot({ orm, queue: engine, clock, logger }, callSchedule(5), clock.now());
  await engine.drain(clock.now());
}

// Whoever gave the commands is gone.
process.stdin.once('end', () => process.exit(0));
createInterface({ input: process.stdin }).on('line', (line) => {
  const command = JSON.parse(line) as MonitorCommand;
  void carryOut(command).then(
    () => console.log(`done ${command.n}`),
    (thrown: unknown) => console.log(`done ${command.n} ${String(thrown)}`),
  );
});
console.log('ready');
