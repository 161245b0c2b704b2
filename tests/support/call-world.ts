import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { forkEm } from '../../db/orm.ts';
import { query } from '../../db/query.ts';
import type { CallAnalysis, CallAnalyst } from '../../domain/calls/call-analyst.port.ts';
import { createAliyunDialer } from '../../integrations/dialer/aliyun-outbound/create-aliyun-dialer.ts';
import type { SimulatorSettings } from '../../integrations/dialer/aliyun-outbound/simulator/settings.ts';
import {
  startOutboundSimulator,
  type OutboundSimulator,
} from '../../integrations/dialer/aliyun-outbound/simulator/start-outbound-simulator.ts';
import { fireSlot } from '../../jobs/schedules.ts';
import type { CallTaskDetail } from '../../kernel/contracts/call-tasks.ts';
import { seededRandom } from '../../kernel/random.ts';
import { callSchedule } from '../../server/calls/call-jobs.ts';
import type { OpenDatabase } from '../../server/open-database.ts';
import { FakeClock } from './fake-clock.ts';
import { logLines } from './log-lines.ts';
import { testService, type TestClient, type TestService } from './service.ts';

/** How the simulator of a test is reached. */
export const DIALER_KEY = {
  accessKeyId: 'LTAI5tFakeKeyIdOfTests',
  accessKeySecret: 'fakeSecret9876543210',
  instanceId: 'instance-1',
};
export const CALLS = '/api/v1/calls';

/** The service with its dialer on the simulator, over HTTP, both by one clock. */
export interface CallWorld {
  readonly world: TestService;
  readonly clock: FakeClock;
  readonly simulator: OutboundSimulator;
  /** What the analyst was asked, in the turns' words. */
  readonly analysed: string[];
  /** What the analyst does instead of judging by words; undefined again: judges. */
  analyst: ((text: string) => Promise<CallAnalysis>) | undefined;
  /** Pauses between tries of a page, in milliseconds. */
  readonly pauses: number[];
  readonly log: () => Array<Record<string, unknown>>;
  /** The monitor's look at this moment, with everything it has done. @returns whether this process took the slot */
  tick(): Promise<boolean>;
  /** Lets minutes pass, with a look of the monitor every five. */
  pass(minutes: number): Promise<void>;
  sql<Row extends object>(text: string, params?: readonly unknown[]): Promise<Row[]>;
  create(client: TestClient, more?: object): Promise<CallTaskDetail>;
  stop(): Promise<void>;
}

export const PLAN = { script_id: 'script-1', retry: { attempts_per_day: 1, minutes_between: 10 } };

/** Number `n`: 13900000001 for 1. */
export const phoneOf = (n: number): string => `139${String(n).padStart(8, '0')}`;

export async function callWorld(
  options: {
    readonly settings?: Partial<SimulatorSettings>;
    readonly environment?: Record<string, string>;
    readonly database?: OpenDatabase;
    readonly clock?: FakeClock;
    readonly simulator?: OutboundSimulator;
  } = {},
): Promise<CallWorld> {
  const clock = options.clock ?? new FakeClock();
  const simulator =
    options.simulator ??
    (await startOutboundSimulator({ clock, ...DIALER_KEY, settings: { lines: 2000, ...options.settings } }));
  const { logger, lines } = logLines();
  const [pauses, analysed]: [number[], string[]] = [[], []];
  const dialer = createAliyunDialer({
    url: simulator.url,
    ...DIALER_KEY,
    callsPerSecond: 1_000_000,
    timeoutMs: 10_000,
    clock,
    random: seededRandom(7),
    logger,
    pause: () => Promise.resolve(),
  });
  const judge: CallAnalyst = {
    analyseCall: async ({ turns }) => {
      const text = turns.map((turn) => `${turn.who}:${turn.text}`).join('\n');
      analysed.push(text);
      return await (calls.analyst ?? ((given) => Promise.resolve(byWords(given))))(text);
    },
  };
  const world = await testService(
    { DATA_DIR: mkdtempSync(join(tmpdir(), 'calls-')), CALLS_PRICE_PER_MINUTE: '0.2', ...options.environment },
    {
      clock,
      logger,
      calls: { dialer, analyst: judge, pause: (ms) => Promise.resolve(void pauses.push(ms)) },
      ...(options.database ? { database: options.database } : {}),
    },
  );
  const { parts } = world.service;
  const tick = async (): Promise<boolean> => {
    const fired = await fireSlot({ orm: parts.orm, queue: parts.engine, clock, logger }, callSchedule(5), clock.now());
    await parts.engine.drain(clock.now());
    return fired;
  };
  const calls: CallWorld = {
    world,
    clock,
    simulator,
    analysed,
    analyst: undefined,
    pauses,
    log: lines,
    tick,
    pass: async (minutes) => {
      for (let passed = 0; passed < minutes; passed += 5) {
        clock.advance({ minutes: 5 });
        await tick();
      }
    },
    sql: async (text, params) => await query(forkEm(parts.orm), text, params),
    create: async (client, more = {}) => {
      const made = await client.call<CallTaskDetail>('POST', `${CALLS}/tasks`, {
        name: '老客户回访',
        plan: PLAN,
        from: { by: 'people', people: [{ phone: phoneOf(1), name: '张三' }] },
        ...more,
      });
      expect(made.status, JSON.stringify(made.body)).toBe(201);
      return made.body;
    },
    stop: async () => {
      await world.stop();
      if (!options.simulator) await simulator.close();
    },
  };
  return calls;
}

/** People by their numbers, for a task. */
export const people = (...numbers: number[]): object => ({
  by: 'people',
  people: numbers.map((n) => ({ phone: phoneOf(n), name: `客户${n}` })),
});

const NOTHING = { need: null, budget: null, objection: null, competitor: null, decision_maker: null };

/** A judgement by a few words, as plain as a test needs it. */
export function byWords(text: string): CallAnalysis {
  const said = text
    .split('\n')
    .filter((line) => line.startsWith('person:'))
    .map((line) => line.slice('person:'.length));
  const stop = said.find((line) => /别再打|不要再打/.test(line));
  const no = said.find((line) => /不需要|不用|没兴趣|没需求/.test(line));
  const yes = said.find((line) => /可以|方便|怎么收费|满意/.test(line));
  const interest = stop || no ? 'not_interested' : yes ? 'interested' : 'unclear';
  return {
    remark: `客户说：${said[0] ?? '没有说话'}`,
    interest,
    evidence: stop ?? no ?? yes ?? null,
    confidence: 0.9,
    next_follow_at: null,
    facts: NOTHING,
    mood: 0.5,
    do_not_call: stop !== undefined,
    reached: 'person',
    by: 'test',
  };
}
