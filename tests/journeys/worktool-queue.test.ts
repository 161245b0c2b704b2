import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { forkEm } from '../../db/orm.ts';
import { checkCommands } from '../../domain/messaging/commands/check-commands.job.ts';
import {
  startWorktoolSimulator,
  type WorktoolSimulator,
} from '../../integrations/channels/worktool/simulator/start-worktool-simulator.ts';
import { createWorktoolChannel } from '../../integrations/channels/worktool/create-worktool-channel.ts';
import type {
  AccountView,
  ChannelMessageView,
  CommandDetail,
  ConversationView,
} from '../../kernel/contracts/messaging.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { testService, type TestClient, type TestService } from '../support/service.ts';

/** The queue in front of WorkTool as a server of its own, with a ledger of what the customers saw. */
const api = '/api/v1/messaging';
const clock = new FakeClock();
let vendor: WorktoolSimulator;
let world: TestService;
let admin: TestClient;
let group: ConversationView;
let keys = 0;

beforeAll(async () => {
  vendor = await startWorktoolSimulator({
    clock,
    robots: [
      { id: 'robot-day-0001', name: '小枢' },
      { id: 'robot-night-0002', name: '小枢夜间' },
    ],
    groups: [{ name: '星河项目群', robots: ['robot-day-0001', 'robot-night-0002'] }],
    missing: ['查无此人'],
  });
  vendor.faults.set({ calls_per_minute: null });
  const channel = createWorktoolChannel({ url: vendor.url, clock, sendTimeoutMs: 500, askTimeoutMs: 500 });
  world = await testService({}, { clock, channels: new Map([['worktool', channel]]) });
  admin = await world.as('administrator');
  for (const [external_id, name] of [
    ['robot-day-0001', '小枢'],
    ['robot-night-0002', '小枢夜间'],
  ]) {
    const made = await admin.call<AccountView>('POST', `${api}/accounts`, { channel: 'worktool', external_id, name });
    const { path } = (await admin.call<{ path: string }>('GET', `${api}/accounts/${made.body.id}/callback`)).body;
    await channel.setCallback!(
      { id: made.body.id, external_id: external_id!, secret: null, own_id: null },
      `${world.url}${path}`,
    );
  }
  await vendor.say({ from: '周总', group: '星河项目群', text: '在吗' });
  group = (await admin.call<Page<ConversationView>>('GET', `${api}/conversations`)).body.items[0]!;
});
afterAll(async () => {
  await world.stop();
  await vendor.close();
});
beforeEach(() => {
  clock.advance({ hours: 1 });
  vendor.faults.clear();
  vendor.faults.set({ calls_per_minute: null });
});

const send = async (text: string): Promise<string> =>
  (
    await admin.call<CommandDetail>('POST', `${api}/conversations/${group.id}/send`, {
      content: { kind: 'text', text },
      idempotency_key: `worktool-${(keys += 1)}`,
    })
  ).body.id;
const command = async (id: string): Promise<CommandDetail> =>
  (await admin.call<CommandDetail>('GET', `${api}/commands/${id}`)).body;
const work = async (): Promise<void> => void (await world.service.parts.engine.drain(clock.now()));
/** Time passes for both; the vendor works, then the service looks after what it does not know. */
async function pass(seconds: number): Promise<void> {
  clock.advance({ seconds });
  await vendor.time.settle();
  const { engine, orm } = world.service.parts;
  await engine.enqueue(forkEm(orm), checkCommands, {}, { singletonKey: 'check-commands' });
  await work();
}
const seen = (text: string): number => vendor.ledger.of('delivery').filter((one) => one.text === text).length;

it('one message of a group, reported by both its robots, is one message', async () => {
  await vendor.say({ from: '周总', group: '星河项目群', text: '报价单发我一下' });
  const { items } = (await admin.call<Page<ChannelMessageView>>('GET', `${api}/conversations/${group.id}/messages`))
    .body;
  expect(items.filter((one) => one.text === '报价单发我一下')).toHaveLength(1);
  expect(vendor.ledger.of('callback').filter((one) => one.body.includes('报价单发我一下'))).toHaveLength(2);
  expect(vendor.ledger.of('callback').every((one) => one.status === 200 && one.answer!.includes('"code":0'))).toBe(
    true,
  );
});

it('a command is accepted, carried out, reported, and seen once', async () => {
  const id = await send('报价单已发您邮箱');
  await work();
  expect((await command(id)).status).toBe('accepted');
  await pass(10);
  expect((await command(id)).status).toBe('completed');
  expect(seen('报价单已发您邮箱')).toBe(1);
});

it('a report that never comes is made up for by asking after a minute', async () => {
  vendor.faults.set({ drop_result: { times: 1 } });
  const id = await send('没有回执的一条');
  await work();
  await pass(10);
  expect((await command(id)).status).toBe('accepted');
  await pass(55);
  expect((await command(id)).status).toBe('completed');
  expect(seen('没有回执的一条')).toBe(1);
});

it.each(['answer_hangs', 'answer_cut'] as const)(
  'carried out, but %s: found in the log, never sent again',
  async (fault) => {
    vendor.faults.set({ [fault]: { times: 1 }, drop_result: { times: 1 } });
    const text = `收不到回答 ${fault}`;
    const id = await send(text);
    await work();
    expect((await command(id)).status).toBe('timeout');
    await pass(65);
    await pass(65);
    expect((await command(id)).status).toBe('completed');
    expect(seen(text)).toBe(1);
  },
);

it('a call that never arrived is sent again once the vendor says so', async () => {
  vendor.faults.set({ call_lost: { times: 1 } });
  const id = await send('路上丢了的一条');
  await work();
  expect((await command(id)).status).toBe('timeout');
  for (const seconds of [65, 5, 10]) await pass(seconds);
  expect((await command(id)).status).toBe('completed');
  expect(seen('路上丢了的一条')).toBe(1);
});

it('what is accepted and never carried out goes to a person', async () => {
  vendor.faults.set({ never_execute: { times: 1 } });
  const id = await send('永远不执行');
  await work();
  for (const seconds of [60, 60, 120, 300, 900, 900]) await pass(seconds);
  expect(await command(id)).toMatchObject({ status: 'timeout', needs_person: true, reason: 'unconfirmed' });
  expect(seen('永远不执行')).toBe(0);
  expect((await admin.call('POST', `${api}/commands/${id}/mark-not-sent`)).status).toBe(200);
});

it('a robot that fails is tried again as its code allows', async () => {
  vendor.faults.set({ fail: { times: 1 }, fail_code: 201_102 });
  const id = await send('第一次失败');
  await work();
  for (const seconds of [10, 6, 10]) await pass(seconds);
  expect(await command(id)).toMatchObject({ status: 'completed', attempts: 2 });
  expect(seen('第一次失败')).toBe(1);
});

it('offline and online again, as the vendor reports it', async () => {
  await vendor.setOnline('robot-day-0001', false);
  await vendor.setOnline('robot-night-0002', false);
  const id = await send('离线时');
  await work();
  expect(await command(id)).toMatchObject({ status: 'waiting', notes: [{ rule: 'account_offline' }] });
  expect(seen('离线时')).toBe(0);
  await vendor.setOnline('robot-day-0001', true);
  await vendor.setOnline('robot-night-0002', true);
  await work();
  await pass(10);
  expect((await command(id)).status).toBe('completed');
  expect(seen('离线时')).toBe(1);
});

it('a robot that came back without a word is asked about', async () => {
  for (const robot of ['robot-day-0001', 'robot-night-0002']) await vendor.setOnline(robot, false);
  const id = await send('悄悄上线');
  await work();
  vendor.faults.set({ drop_state: { times: 2 } });
  for (const robot of ['robot-day-0001', 'robot-night-0002']) await vendor.setOnline(robot, true);
  await work();
  expect((await command(id)).status).toBe('waiting');
  for (const seconds of [60, 10, 10]) await pass(seconds);
  expect((await command(id)).status).toBe('completed');
});
