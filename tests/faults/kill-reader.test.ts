import { afterAll, beforeAll, expect, it } from 'vitest';
import { forkEm } from '../../db/orm.ts';
import { query } from '../../db/query.ts';
import { checkCommands } from '../../domain/messaging/commands/check-commands.job.ts';
import { readCallbacks } from '../../domain/messaging/receive/read-callbacks.job.ts';
import { watchFlows } from '../../domain/routing/running/watch-flows.job.ts';
import { createWorktoolChannel } from '../../integrations/channels/worktool/create-worktool-channel.ts';
import {
  startWorktoolSimulator,
  type WorktoolSimulator,
} from '../../integrations/channels/worktool/simulator/start-worktool-simulator.ts';
import type { AccountView } from '../../kernel/contracts/messaging.ts';
import type { OpenDatabase } from '../../server/open-database.ts';
import { ANSWERING } from '../support/answering.ts';
import { startChild } from '../support/child.ts';
import { testDatabase } from '../support/database.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { testService, type TestService } from '../support/service.ts';
import { MOMENTS, sayAt, type TakingErrand } from './children/take-and-die.ts';

/** A real process that is killed between a callback and the command it causes, and another one that goes on. */
const api = '/api/v1/messaging';
const ROBOT = 'robot-kill-0002';
const SAYINGS = [
  ['周总', '上次说的报价单什么时候能发过来'],
  ['李工', '安装的师傅明天上午几点到厂里'],
  ['王姐', '发票抬头可以改成新公司吗'],
  ['老赵', '保修期从哪天开始算'],
] as const;
const clock = new FakeClock();
let vendor: WorktoolSimulator;
let database: OpenDatabase;
let world: TestService;
let hook: string;

beforeAll(async () => {
  const groups = MOMENTS.map((at) => ({ name: groupOf(at), robots: [ROBOT] }));
  vendor = await startWorktoolSimulator({ clock, robots: [{ id: ROBOT, name: '小枢' }], groups, missing: [] });
  vendor.faults.set({ calls_per_minute: null });
  database = await testDatabase();
  const channel = createWorktoolChannel({ url: vendor.url, clock });
  world = await testService(
    {},
    {
      clock,
      database,
      channels: new Map([['worktool', channel]]),
      questions: ANSWERING,
      withoutBuiltInFlow: false,
      readsBeforeAnswering: false,
    },
  );
  const admin = await world.as('administrator');
  const { id } = (
    await admin.call<AccountView>('POST', `${api}/accounts`, { channel: 'worktool', external_id: ROBOT, name: '小枢' })
  ).body;
  hook = (await admin.call<{ path: string }>('GET', `${api}/accounts/${id}/callback`)).body.path;
  await channel.setCallback!({ id, external_id: ROBOT, secret: null, own_id: null }, world.url + hook);
});
afterAll(async () => {
  await world.stop();
  await database.stop();
  await vendor.close();
});

const groupOf = (at: string): string => `崩溃群 ${at}`;
const bodiesFor = (at: string): string[] =>
  SAYINGS.map(([receivedName, spoken]) =>
    JSON.stringify({
      spoken,
      rawSpoken: spoken,
      receivedName,
      groupName: groupOf(at),
      groupRemark: '',
      roomType: 1,
      atMe: 'false',
      textType: 1,
      fileBase64: '',
    }),
  );
const rows = async <Row extends object>(text: string, params: unknown[] = []): Promise<Row[]> =>
  await query<Row>(forkEm(world.service.parts.orm), text, params);

/** Time passes for everybody; the schedules of the service that goes on come round. */
async function pass(seconds: number): Promise<void> {
  clock.advance({ seconds });
  const { engine, orm } = world.service.parts;
  for (const job of [readCallbacks, watchFlows, checkCommands])
    await engine.enqueue(forkEm(orm), job, {}, { singletonKey: job.name });
  await world.drain();
  await vendor.time.settle();
  await world.drain();
}

it.each(MOMENTS)(
  'killed when %s: every callback is read once, starts one flow and is answered once',
  async (at) => {
    clock.advance({ days: 1 });
    const errand: TakingErrand = {
      url: database.url,
      embedded: database.embedded,
      vendor: vendor.url,
      now: clock.now().toISOString(),
      at,
      hook,
      group: groupOf(at),
      bodies: bodiesFor(at),
    };
    const child = startChild('tests/faults/children/take-and-die.ts', [JSON.stringify(errand)]);
    try {
      // However long a busy machine takes to get there.
      await child.said(new RegExp(`^${sayAt(at)}$`, 'm'), 240_000);
    } finally {
      await child.kill();
    }
    // What the vendor was told is kept is there, whatever became of the process.
    const left = await rows<{ outcome: string }>('select outcome from inbound_callback order by seq desc limit 4');
    const read = { kept: 0, some_read: 2, half_read: 1 }[at as string] ?? 4;
    expect(left.filter(({ outcome }) => outcome === 'taken')).toHaveLength(read);
    expect(left.filter(({ outcome }) => outcome === 'kept')).toHaveLength(4 - read);
    // The vendor got no second answer, and reports everything again.
    for (const body of errand.bodies.toReversed())
      await fetch(`${world.url}${hook}/message`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json' },
      });
    for (const seconds of [1, 70, 20, 70, 70]) await pass(seconds);
    await checkAll(at);
  },
  300_000,
);

/** Compares what the customers saw, what the tables say, and what the histories tell. */
async function checkAll(at: string): Promise<void> {
  const group = groupOf(at);
  const messages = await rows<{ text: string; instances: number; finished: number }>(
    `select m.text, (select count(*)::int from flow_instances i where i.message_id = m.id) as instances,
       (select count(*)::int from flow_instances i where i.message_id = m.id and i.status = 'finished') as finished
     from channel_message m join channel_conversation v on v.id = m.conversation_id
     where v.name = $1 and m.direction = 'in' order by m.id`,
    [group],
  );
  expect(messages).toEqual(SAYINGS.map(([, text]) => ({ text, instances: 1, finished: 1 })));
  const commands = await rows<{ status: string; text: string; sendings: number }>(
    `select c.status, c.command ->> 'text' as text,
       (select count(*)::int from execution_tracking t where t.command_id = c.id and t.event = 'sending') as sendings
     from robot_command_queue c join channel_conversation v on v.id = c.conversation_id where v.name = $1 order by c.seq`,
    [group],
  );
  const answers = SAYINGS.map(([, text]) => `您问的“${text}”，这边马上帮您查。`);
  expect(commands.map(({ text }) => text).toSorted()).toEqual(answers.toSorted());
  for (const one of commands) expect(one).toMatchObject({ status: 'completed', sendings: 1 });
  const seen = vendor.ledger.of('delivery').filter(({ to }) => to === group);
  expect(seen.map(({ text }) => text).toSorted()).toEqual(answers.toSorted());
  const steps = await rows(
    `select l.instance_id, l.seq from flow_execution_logs l join flow_instances i on i.id = l.instance_id
     group by l.instance_id, l.seq having count(*) > 1`,
  );
  expect(steps, 'no step is told twice').toEqual([]);
  expect(await rows("select id from inbound_callback where outcome in ('kept', 'failed')")).toEqual([]);
}
