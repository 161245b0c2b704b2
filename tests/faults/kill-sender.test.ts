import { afterAll, beforeAll, expect, it } from 'vitest';
import { forkEm } from '../../db/orm.ts';
import { query } from '../../db/query.ts';
import { checkCommands } from '../../domain/messaging/commands/check-commands.job.ts';
import { queueCommand } from '../../domain/messaging/commands/queue-command.ts';
import { createWorktoolChannel } from '../../integrations/channels/worktool/create-worktool-channel.ts';
import {
  startWorktoolSimulator,
  type WorktoolSimulator,
} from '../../integrations/channels/worktool/simulator/start-worktool-simulator.ts';
import { systemActor } from '../../kernel/actor.ts';
import type { AccountView, ConversationView } from '../../kernel/contracts/messaging.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import { seededRandom } from '../../kernel/random.ts';
import type { OpenDatabase } from '../../server/open-database.ts';
import { startChild } from '../support/child.ts';
import { testDatabase } from '../support/database.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { howOften } from '../support/how-often.ts';
import { testService, type TestService } from '../support/service.ts';
import type { Errand } from './children/send-and-die.ts';

/** A real process that is killed at each boundary of queueing, sending and confirming, and another one that goes on. */
const api = '/api/v1/messaging';
const SEED = Number(process.env['FAULT_SEED'] ?? 20_261_121);
const random = seededRandom(SEED);
const clock = new FakeClock();
let vendor: WorktoolSimulator;
let database: OpenDatabase;
let world: TestService;
let account: string;
let group: string;

beforeAll(async () => {
  vendor = await startWorktoolSimulator({
    clock,
    robots: [{ id: 'robot-kill-0001', name: '小枢' }],
    groups: [{ name: '星河项目群', robots: ['robot-kill-0001'] }],
    missing: [],
  });
  vendor.faults.set({ calls_per_minute: null });
  database = await testDatabase();
  const channel = createWorktoolChannel({ url: vendor.url, clock, sendTimeoutMs: 2000, askTimeoutMs: 2000 });
  world = await testService({}, { clock, database, channels: new Map([['worktool', channel]]) });
  const admin = await world.as('administrator');
  const made = await admin.call<AccountView>('POST', `${api}/accounts`, {
    channel: 'worktool',
    external_id: 'robot-kill-0001',
    name: '小枢',
  });
  account = made.body.id;
  const { path } = (await admin.call<{ path: string }>('GET', `${api}/accounts/${account}/callback`)).body;
  const asked = { id: account, external_id: 'robot-kill-0001', secret: null, own_id: null };
  await channel.setCallback!(asked, world.url + path);
  await vendor.say({ from: '周总', group: '星河项目群', text: '在吗' });
  group = (await admin.call<Page<ConversationView>>('GET', `${api}/conversations`)).body.items[0]!.id;
});
afterAll(async () => {
  await world.stop();
  await database.stop();
  await vendor.close();
});

const errand = (at: Errand['at'], text: string): Errand => ({
  url: database.url,
  embedded: database.embedded,
  vendor: vendor.url,
  now: clock.now().toISOString(),
  at,
  conversation: group,
  account,
  text,
  key: `kill:${text}`,
});

/** The engine that wanted it tries again after the crash, with the same key. */
async function queueAgain({ conversation, text, key }: Errand): Promise<void> {
  const { parts } = world.service;
  await queueCommand(
    {
      em: forkEm(parts.orm),
      clock,
      actor: systemActor([]),
      events: parts.bus,
      jobs: parts.engine,
      channels: parts.channels,
    },
    {
      conversation_id: conversation,
      content: { kind: 'text', text, mentions: [] },
      lane: 'reply',
      source: 'routing',
      proactive: false,
      idempotency_key: key,
    },
  );
}

/** Time passes for everybody; the service looks after what it does not know. */
async function pass(seconds: number): Promise<void> {
  clock.advance({ seconds });
  await vendor.time.settle();
  const { engine, orm } = world.service.parts;
  await engine.enqueue(forkEm(orm), checkCommands, {}, { singletonKey: 'check-commands' });
  await engine.drain(clock.now());
}

async function rows(text: string): Promise<{ status: string; needs_person: boolean; attempts: number }[]> {
  return await query(
    forkEm(world.service.parts.orm),
    `select status, needs_person_at is not null as needs_person, attempts from robot_command_queue where command ->> 'text' = $1`,
    [text],
  );
}
const seen = (text: string): number => vendor.ledger.of('delivery').filter((one) => one.text === text).length;

const MOMENTS = ['before_queued', 'queued', 'claimed', 'called', 'sent', 'looked_up'] as const;
/** Each round draws other silences of the vendor and other times that pass. */
const ROUNDS = Array.from({ length: howOften(1, 6) }, (_, round) => MOMENTS.map((at) => ({ at, round }))).flat();

it.each(ROUNDS)(
  `killed when $at: delivered once, told as done, whatever the vendor does (round $round, FAULT_SEED=${SEED})`,
  async ({ at, round }) => {
    clock.advance({ hours: 1 });
    const text = `杀掉发送者 ${at} ${round}`;
    const job = errand(at, text);
    const silent = random.int(0, 2) === 1;
    if (silent || at === 'looked_up') vendor.faults.set({ drop_result: { times: 1 } });
    if (at === 'looked_up') {
      await queueAgain(job);
      await world.drain();
      clock.advance({ seconds: 61 });
      await vendor.time.settle();
    }
    const child = startChild('tests/faults/children/send-and-die.ts', [
      JSON.stringify({ ...job, now: clock.now().toISOString() }),
    ]);
    expect(await child.ended, child.output()).toBe('SIGKILL');
    expect((await rows(text)).length, 'nothing half-made').toBe(at === 'before_queued' ? 0 : 1);
    await queueAgain(job);
    for (const seconds of [random.int(1, 20), 130, 65, 65, 130, 310, 910]) await pass(seconds);
    const told = `seed ${SEED}, ${at}, vendor ${silent ? 'says nothing' : 'reports'}`;
    expect(seen(text), told).toBe(1);
    expect(await rows(text), told).toMatchObject([{ status: 'completed', needs_person: false }]);
  },
  60_000,
);

it('a vendor that never had it, and one that never does it, end as told after the sender was killed', async () => {
  clock.advance({ hours: 1 });
  const job = errand('called', '接了不做');
  vendor.faults.set({ never_execute: { times: 1 } });
  const child = startChild('tests/faults/children/send-and-die.ts', [JSON.stringify(job)]);
  expect(await child.ended, child.output()).toBe('SIGKILL');
  for (const seconds of [130, 65, 65, 130, 310, 910, 910]) await pass(seconds);
  const [row] = await rows('接了不做');
  expect(seen('接了不做')).toBeLessThanOrEqual(1);
  if (seen('接了不做') === 1) expect(row).toMatchObject({ status: 'completed' });
  else expect(row, 'never lost in silence').toMatchObject({ needs_person: true });
}, 60_000);
