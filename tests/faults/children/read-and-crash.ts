import { createOrm, forkEm } from '../../../db/orm.ts';
import { tellCallbackAsideJob } from '../../../domain/routing/alerts/tell-callback-aside.job.ts';
import { JobEngine } from '../../../jobs/engine.ts';
import { systemActor } from '../../../kernel/actor.ts';
import { createLogger } from '../../../kernel/logger.ts';
import { CallbackReader } from '../../../server/messaging/callback-reader.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { scriptedChannel } from '../../support/scripted-channel.ts';

/** A process that reads what was kept, and ends in the middle of reading a body that contains `poison`. */
export interface CrashingErrand {
  readonly url: string;
  readonly embedded: boolean;
  readonly now: string;
  readonly poison: string;
}

/** How it ends: as a process that is out of memory does, without a word to anybody. */
export const CRASHED = 134;

if (process.argv[1] === import.meta.filename) await run(JSON.parse(process.argv[2] as string) as CrashingErrand);

async function run(errand: CrashingErrand): Promise<void> {
  const { port } = scriptedChannel();
  const channel: typeof port = {
    ...port,
    read: (raw) => {
      if (Buffer.from(raw.body).toString().includes(errand.poison)) process.exit(CRASHED);
      return port.read(raw);
    },
  };
  const clock = new FakeClock(errand.now);
  const logger = createLogger('silent');
  const orm = await createOrm({ url: errand.url, poolSize: 2 });
  const jobs = new JobEngine({
    url: errand.url,
    embedded: errand.embedded,
    poolSize: 2,
    clock,
    logger,
    jobs: [tellCallbackAsideJob],
  });
  await jobs.start();
  const reader = new CallbackReader({
    scope: () => ({
      em: forkEm(orm),
      clock,
      actor: systemActor([]),
      events: { publish: () => undefined },
      jobs,
      channels: new Map([['worktool', channel]]),
    }),
    logger,
    pressed: () => false,
  });
  await reader.readAll();
  console.log('survived');
  process.exit(0);
}
