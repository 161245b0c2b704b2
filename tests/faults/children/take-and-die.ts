import { mkdtempSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forkEm } from '../../../db/orm.ts';
import { query } from '../../../db/query.ts';
import type { FlowEngine } from '../../../domain/routing/running/flow-engine.ts';
import { routeMessage } from '../../../domain/routing/running/route-message.ts';
import { createWorktoolChannel } from '../../../integrations/channels/worktool/create-worktool-channel.ts';
import { toConfig } from '../../../kernel/config/config.ts';
import { createLogger } from '../../../kernel/logger.ts';
import { startService } from '../../../server/start-service.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { TEST_ENVIRONMENT } from '../../support/test-environment.ts';
import { ANSWERING } from '../../support/answering.ts';

/**
 * A service that takes callbacks and stands still at one named moment of keeping, reading or routing, however slow the machine is: it
 * says so (`sayAt`), does nothing any more, and waits to be killed.
 */
export interface TakingErrand {
  readonly url: string;
  readonly embedded: boolean;
  readonly vendor: string;
  readonly now: string;
  readonly at: (typeof MOMENTS)[number];
  readonly hook: string;
  readonly group: string;
  readonly bodies: readonly string[];
}

/** In their order on the way of a message. */
export const MOMENTS = [
  'kept',
  'some_read',
  'half_read',
  'read',
  'claimed',
  'thought',
  'step_open',
  'step_done',
] as const;

/** What the process says when it stands at the moment. */
export const sayAt = (moment: (typeof MOMENTS)[number]): string => `at ${moment}`;

if (process.argv[1] === import.meta.filename) await run(JSON.parse(process.argv[2] as string) as TakingErrand);

async function run(errand: TakingErrand): Promise<void> {
  const dieAt = (moment: TakingErrand['at']): void => {
    if (errand.at !== moment) return;
    // By hand: whatever else would write it might not come to it any more.
    writeSync(1, `${sayAt(moment)}\n`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  };
  const clock = new FakeClock(errand.now);
  const real = createWorktoolChannel({ url: errand.vendor, clock });
  const half = Math.ceil(errand.bodies.length / 2);
  let reads = 0;
  const channel = {
    ...real,
    read: (raw: Parameters<typeof real.read>[0]) => {
      reads += 1;
      if (reads > half) dieAt('some_read');
      return real.read(raw);
    },
  };
  const service = await startService(
    toConfig({ ...TEST_ENVIRONMENT, DATA_DIR: mkdtempSync(join(tmpdir(), 'xiaoshu-killed-')) }),
    {
      clock,
      logger: createLogger('silent'),
      database: { url: errand.url, embedded: errand.embedded, stop: () => Promise.resolve() },
      withoutWorkers: true,
      questions: ANSWERING,
      channels: new Map([['worktool', channel]]),
    },
  );
  const { parts } = service;
  for (const body of errand.bodies) {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${service.url}${errand.hook}/message`, { method: 'POST', headers, body });
    if (!answer.ok) throw new Error(`answered ${answer.status}`);
  }
  dieAt('kept');
  const tell = parts.engine.tell.bind(parts.engine);
  parts.engine.tell = async (...told) => {
    const added = await tell(...told);
    // The message is written, its transaction is open.
    if (reads >= half) dieAt('half_read');
    return added;
  };
  await parts.reader.readAll();
  dieAt('read');
  const [message] = await query<{ message_id: string; conversation_id: string }>(
    forkEm(parts.orm),
    `select m.id as message_id, m.conversation_id from channel_message m join channel_conversation v on v.id = m.conversation_id
     where v.name = $1 order by m.received_at desc, m.id desc limit 1`,
    [errand.group],
  );
  await routeMessage(dying(parts.routing, dieAt), message!, new AbortController().signal);
  console.log('survived');
  process.exit(0);
}

/**
 * The engine of flows, which dies when it has claimed, with several steps thought out and none written, in the open transaction that
 * writes them with the first deed, or right after that.
 */
function dying(engine: FlowEngine, dieAt: (moment: TakingErrand['at']) => void): FlowEngine {
  let acted = false;
  return {
    ...engine,
    nodes: engine.nodes.map((type) => ({
      ...type,
      decide: (...given: Parameters<typeof type.decide>) => {
        if (type.type === 'AI_REPLY_DECISION') dieAt('thought');
        return type.decide(...given);
      },
    })),
    effects: engine.effects.map((kind) => ({
      ...kind,
      apply: async (...given: Parameters<typeof kind.apply>) => {
        await kind.apply(...given);
        if (kind.kind !== 'queue_text') return;
        acted = true;
        dieAt('step_open');
      },
    })),
    walk: async (plan, from, step) => {
      dieAt('claimed');
      await engine.walk(plan, from, async (nodeId) => {
        const end = await step(nodeId);
        if (acted) dieAt('step_done');
        return end;
      });
    },
  };
}
