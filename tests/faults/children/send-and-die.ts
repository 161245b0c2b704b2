import { createOrm, forkEm } from '../../../db/orm.ts';
import { inTransaction } from '../../../domain/in-transaction.ts';
import type { ChannelPort } from '../../../domain/messaging/channel.port.ts';
import { checkDue } from '../../../domain/messaging/commands/check-due.ts';
import { queueCommand } from '../../../domain/messaging/commands/queue-command.ts';
import { sendDue } from '../../../domain/messaging/commands/send-due.ts';
import type { ChannelScope } from '../../../domain/messaging/messaging-scope.ts';
import { createWorktoolChannel } from '../../../integrations/channels/worktool/create-worktool-channel.ts';
import { JobEngine } from '../../../jobs/engine.ts';
import { systemActor } from '../../../kernel/actor.ts';
import { createLogger } from '../../../kernel/logger.ts';
import { JOBS } from '../../../server/jobs.ts';
import { FakeClock } from '../../support/fake-clock.ts';

/** A worker that kills itself (SIGKILL) at one named moment of queueing, sending or confirming. */
export interface Errand {
  readonly url: string;
  readonly embedded: boolean;
  readonly vendor: string;
  readonly now: string;
  readonly at: 'before_queued' | 'queued' | 'claimed' | 'called' | 'sent' | 'looked_up';
  readonly conversation: string;
  readonly account: string;
  readonly text: string;
  readonly key: string;
}
const errand = JSON.parse(process.argv[2] as string) as Errand;
const clock = new FakeClock(errand.now);
const orm = await createOrm({ url: errand.url, poolSize: 3 });
const engine = new JobEngine({
  url: errand.url,
  embedded: errand.embedded,
  poolSize: 2,
  clock,
  logger: createLogger('silent'),
  jobs: JOBS,
});
await engine.start();

function dieAt(moment: Errand['at']): void {
  if (errand.at === moment) process.kill(process.pid, 'SIGKILL');
}
const real = createWorktoolChannel({ url: errand.vendor, clock, sendTimeoutMs: 2000, askTimeoutMs: 2000 });
const port: ChannelPort = {
  ...real,
  send: async (account, command, signal) => {
    dieAt('claimed');
    const outcome = await real.send(account, command, signal);
    dieAt('called');
    return outcome;
  },
  lookUp: async (account, sent, signal) => {
    const found = await real.lookUp(account, sent, signal);
    dieAt('looked_up');
    return found;
  },
};
const scope = (): ChannelScope => ({
  em: forkEm(orm),
  clock,
  actor: systemActor([]),
  events: { publish: () => undefined },
  jobs: engine,
  channels: new Map([['worktool', port]]),
});
const signal = AbortSignal.timeout(60_000);

if (errand.at === 'looked_up') await checkDue({ scope, signal });
else {
  await inTransaction(scope(), async (tx) => {
    await queueCommand(tx, {
      conversation_id: errand.conversation,
      content: { kind: 'text', text: errand.text, mentions: [] },
      lane: 'reply',
      source: 'routing',
      proactive: false,
      idempotency_key: errand.key,
    });
    dieAt('before_queued');
  });
  dieAt('queued');
  await sendDue({ scope, signal }, errand.account);
  dieAt('sent');
}
console.log('survived');
process.exit(0);
