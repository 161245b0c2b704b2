import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AssistantPort, Classification } from '../../domain/assistant.port.ts';
import type { AlertView } from '../../kernel/contracts/alerts.ts';
import type { CommandView } from '../../kernel/contracts/messaging.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import type { InstanceView, FlowLogView } from '../../kernel/contracts/routing.ts';
import type { TrackTaskView } from '../../kernel/contracts/track-tasks.ts';
import { messagingWorld, type MessagingWorld } from '../support/messaging-world.ts';

/** The product's own flow, from the webhook to the vendor, at the hours of a day. What is understood is told by the test. */
let room: MessagingWorld;
let hook: string;
let group: string;
let count = 0;
let judged: Partial<Classification>;

const understanding: AssistantPort = {
  classifyMessage: () =>
    Promise.resolve({
      intent: 'question',
      confidence: 0.9,
      mood: 0.6,
      complaint: false,
      important: false,
      signs: [],
      by: 'test',
      ...judged,
    }),
  draftReply: ({ text }) =>
    Promise.resolve({ kind: 'answer', text: `您问的“${text}”，这边马上帮您查。`, by: 'test', passageIds: [] }),
};

beforeAll(async () => {
  room = await messagingWorld({}, { questions: understanding, withoutBuiltInFlow: false });
  hook = (await room.addAccount('robot-day', '小枢')).hook;
});
afterAll(async () => await room.stop());
beforeEach(() => {
  group = `客户群${(count += 1)}`;
  judged = {};
  room.channel.calls.length = 0;
  room.world.clock.advance({ days: 1 });
});

/** A time of today in Shanghai. */
function at(time: string): void {
  const day = new Date(room.world.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  room.world.clock.set(`${day}T${time}:00+08:00`);
}
async function say(from: string, text: string, mentions: string[] = []): Promise<void> {
  const told = { id: `u${(count += 1)}`, group, from, text, mentions, at: room.world.clock.now().toISOString() };
  await room.say(hook, told);
  await room.world.drain();
}
const conversationId = async (): Promise<string> => (await room.conversation(group)).id;
const commands = async (): Promise<CommandView[]> => await room.commands(await conversationId());
const sent = (): string[] => room.channel.calls.filter(({ to }) => to === group).map(({ text }) => text);
const tasks = async (): Promise<TrackTaskView[]> =>
  (await room.admin.call<Page<TrackTaskView>>('GET', `/api/v1/track-tasks?conversation_id=${await conversationId()}`))
    .body.items;

/** The newest instance of the conversation and what its nodes decided. */
async function path(): Promise<{ instance: InstanceView; nodes: string[]; logs: FlowLogView[] }> {
  const found = await room.admin.call<Page<InstanceView>>(
    'GET',
    `/api/v1/routing/instances?conversation_id=${await conversationId()}`,
  );
  const instance = found.body.items[0]!;
  const { body } = await room.admin.call<FlowLogView[]>('GET', `/api/v1/routing/instances/${instance.id}/logs`);
  return { instance, nodes: body.map((line) => line.node_id), logs: body };
}

describe('a customer who asks', () => {
  it('by day is answered at once, and every step has its reason', async () => {
    at('10:00');
    await say('周总', '什么时候发货');
    expect(sent()).toEqual(['您问的“什么时候发货”，这边马上帮您查。']);
    const { instance, nodes, logs } = await path();
    expect(nodes.slice(0, 12)).toEqual([
      'trigger',
      'receive',
      'identify',
      'link-check',
      'role',
      'd1',
      'd2',
      'd3',
      'd4',
      'd5',
      'd6',
      'd7',
    ]);
    for (const line of logs) expect(line.reason, line.node_id).toMatch(/[\u4e00-\u9fff]/);
    expect(instance.status).toBe('waiting');
    const [command] = await commands();
    await fetch(`${room.world.url}${hook}/result`, {
      method: 'POST',
      body: JSON.stringify({ command: `v${room.channel.calls.length}`, done: true }),
    });
    await room.world.drain();
    expect((await room.command(command!.id)).status).toBe('completed');
    const after = await path();
    expect(after.instance.status).toBe('finished');
    expect(after.nodes.slice(-4)).toEqual(['d8', 'session', 'context', 'analysis']);
  });

  const bands: [time: string, priority: 'high' | 'medium' | 'low', least: number, most: number][] = [
    ['05:59', 'high', 300, 600],
    ['05:59', 'medium', 600, 1800],
    ['06:00', 'medium', 60, 300],
    ['08:59', 'medium', 60, 300],
    ['09:00', 'medium', 0, 0],
    ['20:59', 'medium', 0, 0],
    ['21:00', 'medium', 60, 300],
    ['23:59', 'medium', 60, 300],
    ['00:00', 'high', 300, 600],
    ['00:00', 'medium', 600, 1800],
  ];
  it.each(bands)('at %s with priority %s waits %i to %i seconds', async (time, priority, least, most) => {
    at(time);
    judged = priority === 'high' ? { intent: 'urgent' } : { intent: 'help' };
    await say('周总', '帮我看一下');
    const [command] = await commands();
    const seconds = (Date.parse(command!.run_at) - room.world.clock.now().getTime()) / 1000;
    expect(seconds).toBeGreaterThanOrEqual(least);
    expect(seconds).toBeLessThanOrEqual(most);
    expect(sent()).toHaveLength(most === 0 ? 1 : 0);
  });

  it('for nothing much in the deep of night is answered in the morning, and only who called the robot', async () => {
    at('02:00');
    judged = { intent: 'greeting' };
    await say('周总', '晚上好呀');
    expect(await commands()).toEqual([]);
    await say('周总', '@小枢 晚上好呀');
    const [command] = await commands();
    expect(command!.run_at.slice(11, 16)).toBe('01:00');
    expect(sent()).toEqual([]);
  });
});

describe('«在的»', () => {
  it('answers an open task of after-sales: the customer is soothed, the task goes on, and the waiting flow wakes', async () => {
    at('10:00');
    await say('老丁', '早');
    room.channel.calls.length = 0;
    await say('售后小何', '@老丁 麻烦扫码登录一下', ['老丁']);
    expect(await tasks()).toMatchObject([{ kind: 'scan_login', status: 'waiting_user_response' }]);
    expect((await path()).instance.status).toBe('waiting');
    room.world.clock.advance({ minutes: 3 });
    room.channel.calls.length = 0;
    await say('老丁', '在的');
    expect(sent()).toEqual([expect.stringContaining('请稍等')]);
    expect(await tasks()).toMatchObject([{ status: 'in_progress' }]);
  });

  it('without a task is a message like any other', async () => {
    at('10:00');
    await say('老丁', '在的');
    expect((await path()).nodes).toContain('d1');
    expect(await tasks()).toEqual([]);
  });
});

it('a complaint is an alert before anything is answered', async () => {
  at('10:00');
  judged = { intent: 'complaint', complaint: true, mood: 0.1 };
  await say('周总', '太让人失望了，我要投诉');
  const alerts = await room.admin.call<Page<AlertView>>(
    'GET',
    `/api/v1/alerts?conversation_id=${await conversationId()}`,
  );
  expect(alerts.body.items).toMatchObject([{ level: 'critical', cause: 'complaint' }]);
});

it('a colleague who answers makes the robots keep still in this conversation, and an answer that waited is not sent', async () => {
  at('21:30');
  await say('周总', '这个怎么收费');
  expect(await commands()).toMatchObject([{ status: 'waiting' }]);
  await say('群助理小陈', '周总您好，我来回答您');
  expect((await commands()).filter((one) => one.status === 'waiting')).toEqual([]);
  room.world.clock.advance({ minutes: 6 });
  await room.world.drain();
  expect(sent()).toEqual([]);
});

it('a customer whose name stands in the text is meant, where the channel sends no list of mentions', async () => {
  at('10:00');
  await say('老丁', '早');
  await say('老丁头', '早');
  await say('售后小何', '@老丁 麻烦做一下实名认证');
  expect(await tasks()).toMatchObject([{ kind: 'real_name', person_name: '老丁' }]);
});

it('operations are followed until the customer answers', async () => {
  at('10:00');
  await say('老丁', '早');
  await say('财神爷', '@老丁 今天记得把资料发我', ['老丁']);
  expect((await path()).nodes).toContain('a1');
  expect(await tasks()).toMatchObject([{ kind: 'operation' }]);
});
