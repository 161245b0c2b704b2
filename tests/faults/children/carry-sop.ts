import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createOrm, forkEm } from '../../../db/orm.ts';
import { checkCommands } from '../../../domain/messaging/commands/check-commands.job.ts';
import { checkDue } from '../../../domain/messaging/commands/check-due.ts';
import { sendCommands } from '../../../domain/messaging/commands/send-commands.job.ts';
import { sendDue } from '../../../domain/messaging/commands/send-due.ts';
import { runSop } from '../../../domain/sop/running/run-sop.job.ts';
import type { SopEngine, SopFaultPoint, SopScope } from '../../../domain/sop/running/sop-engine.ts';
import { SopPlans } from '../../../domain/sop/running/sop-plan.ts';
import { createGeweChannel } from '../../../integrations/channels/gewe/create-gewe-channel.ts';
import { JobEngine } from '../../../jobs/engine.ts';
import { systemActor } from '../../../kernel/actor.ts';
import { PERMISSIONS } from '../../../kernel/contracts/identity.ts';
import { createLogger } from '../../../kernel/logger.ts';
import { JOBS } from '../../../server/jobs.ts';
import { registerSopHandlers } from '../../../server/sop/sop-jobs.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { GEWE_TOKEN, wordJudge } from '../../support/sop-judge.ts';

/** Where a process may be stopped: the boundaries of the runner, and those of its neighbours. */
export type Stop = SopFaultPoint | 'judged' | 'woken' | 'calling' | 'called';

/** What the process is started with. */
export interface CarryErrand {
  readonly url: string;
  readonly embedded: boolean;
  readonly vendor: string;
  readonly batch: number;
  readonly longestTurnMs: number;
}

/** One line on its input: carry out whatever is due by `now`, and stand still at the `nth` time it comes to `stop`. */
export interface CarryOrder {
  readonly now: string;
  readonly stop: Stop | null;
  readonly nth: number;
}

/**
 * A worker of sequences and messages, which carries out what is due when it is told to. It says `at <stop>` and stops itself
 * (SIGSTOP) where it was told to, with whatever it holds at that moment; who started it kills it there or lets it go on.
 */
async function run(errand: CarryErrand): Promise<void> {
  const clock = new FakeClock();
  let order: CarryOrder = { now: clock.now().toISOString(), stop: null, nth: 1 };
  let seen = 0;
  const pass = (point: Stop): void => {
    if (order.stop !== point || (seen += 1) !== order.nth) return;
    writeSync(1, `at ${point}\n`);
    process.kill(process.pid, 'SIGSTOP');
  };
  const { url, embedded, vendor, batch, longestTurnMs } = errand;
  const logger = createLogger('silent');
  const orm = await createOrm({ url, poolSize: 3 });
  const engine = new JobEngine({ url, embedded, poolSize: 2, clock, logger, jobs: JOBS });
  await engine.start();
  const enqueue = engine.enqueue.bind(engine);
  engine.enqueue = async (...given) => {
    const id = await enqueue(...given);
    if (given[1].name === runSop.name) pass('woken');
    return id;
  };
  const real = createGeweChannel({ url: vendor, token: GEWE_TOKEN, clock, sendTimeoutMs: 2000, askTimeoutMs: 2000 });
  const channel: typeof real = {
    ...real,
    limits: { ...real.limits, pause_ms: 0 },
    send: async (...given) => {
      pass('calling');
      const outcome = await real.send(...given);
      pass('called');
      return outcome;
    },
  };
  const scope = (): SopScope => ({
    em: forkEm(orm),
    clock,
    actor: systemActor(PERMISSIONS),
    events: { publish: () => undefined },
    jobs: engine,
    channels: new Map([['gewe', channel]]),
  });
  const sop: SopEngine = {
    scope,
    plans: new SopPlans(),
    logger,
    batch,
    longestTurnMs,
    collectMs: 2000,
    judge: {
      judgeReply: async (...given) => {
        const judgement = await wordJudge.judgeReply(...given);
        pass('judged');
        return judgement;
      },
    },
    materialUrl: () => null,
    fault: pass,
  };
  registerSopHandlers({ engine, sop });
  engine.handle(sendCommands, async ({ account_id: id }, { signal }) => await sendDue({ scope, signal }, id));
  engine.handle(checkCommands, async (_payload, { signal }) => await checkDue({ scope, signal }));
  writeSync(1, 'ready\n');
  for await (const line of createInterface({ input: process.stdin })) {
    order = JSON.parse(line) as CarryOrder;
    seen = 0;
    clock.set(order.now);
    const told = await engine.drain(clock.now()).then(
      (jobs) => `done ${jobs}`,
      (thrown: unknown) => `failed ${String(thrown)}`,
    );
    writeSync(1, `${told}\n`);
  }
}

if (process.argv[1] === import.meta.filename) await run(JSON.parse(process.argv[2] as string) as CarryErrand);
