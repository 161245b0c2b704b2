import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { forkEm } from '../../db/orm.ts';
import { watchAlerts } from '../../domain/alerts/watch/watch-alerts.job.ts';
import { checkCommands } from '../../domain/messaging/commands/check-commands.job.ts';
import type { AssistantPort, Classification } from '../../domain/assistant.port.ts';
import type { LookUp, SendOutcome } from '../../domain/messaging/channel.port.ts';
import type { AlertView } from '../../kernel/contracts/alerts.ts';
import type { CommandView } from '../../kernel/contracts/messaging.ts';
import type { MemberView } from '../../kernel/contracts/messaging-people.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import type { AlertRules, PolicyView } from '../../kernel/contracts/policies.ts';
import type { ReminderView } from '../../kernel/contracts/reminders.ts';
import type { FlowLogView, InstanceView } from '../../kernel/contracts/routing.ts';
import { API, messagingWorld, type MessagingWorld } from '../support/messaging-world.ts';

/** What no robot can settle reaches a person, whatever stands in between: no work group, no robot online, no vendor. */
let room: MessagingWorld;
let robot: { id: string; hook: string };
let group: string;
let count = 0;
let judged: Partial<Classification>;
let whileDrafting: () => Promise<void>;

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
  draftReply: async ({ text }) => {
    await whileDrafting();
    return { kind: 'answer', text: `您问的“${text}”，这边马上帮您查。`, by: 'test', passageIds: [] };
  },
};

const NO_WORD = Array.from({ length: 9 }, (): LookUp => ({ state: 'unknown', cause: 'no word' }));

beforeAll(async () => {
  room = await messagingWorld({}, { questions: understanding, withoutBuiltInFlow: false });
  robot = await room.addAccount('robot-day', '小枢');
});
afterAll(async () => await room.stop());
beforeEach(async () => {
  group = `客户群${(count += 1)}`;
  judged = {};
  whileDrafting = () => Promise.resolve();
  room.channel.calls.length = 0;
  room.channel.outcomes.length = 0;
  room.world.clock.advance({ days: 1 });
  at('10:00');
  await room.say(`${robot.hook}/online`, {});
  await room.admin.call('POST', '/api/v1/crm/reminders/read', {});
});

/** A time of today in Shanghai. */
function at(time: string): void {
  const day = new Date(room.world.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  room.world.clock.set(`${day}T${time}:00+08:00`);
}
async function hear(from: string, text: string, more: object = {}): Promise<void> {
  room.world.clock.advance({ seconds: 1 });
  const told = { id: `f${(count += 1)}`, group, from, text, at: room.world.clock.now().toISOString(), ...more };
  await room.say(robot.hook, told);
}
async function say(from: string, text: string, more: object = {}): Promise<void> {
  await hear(from, text, more);
  await room.world.drain();
}
const conversationId = async (): Promise<string> => (await room.conversation(group)).id;
const reply = async (): Promise<CommandView> => (await room.commands(await conversationId()))[0]!;
const reminders = async (): Promise<ReminderView[]> =>
  (await room.admin.call<Page<ReminderView>>('GET', '/api/v1/crm/reminders?unread=true&kind=message')).body.items;
async function minutesLater(minutes: number): Promise<void> {
  room.world.clock.advance({ minutes });
  const { parts } = room.world.service;
  await parts.engine.enqueue(forkEm(parts.orm), watchAlerts, {}, { singletonKey: `${count}:${minutes}` });
  await room.world.drain();
}
const alerts = async (): Promise<AlertView[]> =>
  (await room.admin.call<Page<AlertView>>('GET', `/api/v1/alerts?conversation_id=${await conversationId()}`)).body
    .items;

describe('an answer that does not get out', () => {
  const refused: SendOutcome = {
    state: 'refused',
    reason: 'group_not_found',
    retry: 'never',
    vendor_code: null,
    vendor_words: null,
    retry_at: null,
  };

  it('because the vendor will not, is told to a person, with the reason, once', async () => {
    room.channel.outcomes.push(refused);
    await say('周总', '发票怎么开');
    expect(await reply()).toMatchObject({ status: 'failed', needs_person: true });
    await room.world.drain();
    const told = await reminders();
    expect(told).toMatchObject([{ entity: 'robot_command', entity_id: (await reply()).id }]);
    expect(told[0]!.title).toContain(group);
    expect(told[0]!.title).toContain('找不到这个群');
  });

  it('and nobody can say whether it did, is told too', async () => {
    room.channel.outcomes.push({ state: 'unknown', cause: 'cut' });
    room.channel.answers.set('您问的“合同多久”，这边马上帮您查。', NO_WORD);
    await say('周总', '合同多久');
    for (const minutes of [1, 1, 2, 5, 15]) await checkAfter(minutes);
    expect(await reply()).toMatchObject({ status: 'timeout', needs_person: true });
    expect((await reminders()).map(({ title }) => title)).toEqual([expect.stringContaining('不知道有没有发出去')]);
  });

  it('because a rule holds it, is told; many of one rule are told once an hour', async () => {
    for (const from of ['周总', '吴总']) {
      group = `${group}续`;
      await say(from, '你是真人吗');
      expect((await reply()).status).toBe('held');
    }
    const told = await reminders();
    expect(told).toHaveLength(1);
    expect(told[0]!.title).toContain('等您确认');
    room.world.clock.advance({ hours: 1 });
    await say('周总', '你是真人吗？');
    expect(await reminders()).toHaveLength(2);
  });

  it('because the robot is offline does not pass for an answer on its way', async () => {
    await room.say(`${robot.hook}/offline`, {});
    await say('周总', '几点开门');
    expect((await reply()).status).toBe('waiting');
    await minutesLater(31);
    expect(await alerts()).toMatchObject([{ cause: 'unanswered', status: 'open' }]);
  });

  it('but waits for the morning by the rules, is on its way', async () => {
    at('02:00');
    judged = { intent: 'question', important: true };
    await say('周总', '@小枢 明天送货吗', { text: '@小枢 明天送货吗' });
    expect((await reply()).status).toBe('waiting');
    await minutesLater(4);
    expect((await alerts()).filter(({ cause }) => cause === 'unanswered')).toEqual([]);
  });
});

describe('what is left to colleagues', () => {
  it('reaches managers where no work group is set anywhere', async () => {
    judged = { intent: 'bind_phone' };
    await say('周总', '帮我绑定手机');
    const told = await reminders();
    expect(told).toMatchObject([{ entity: 'conversation', entity_id: await conversationId() }]);
    expect(told[0]!.title).toContain('请同事回复');
  });

  it('reaches the work group of the alert rules where the flow names none of its own', async () => {
    await room.say(robot.hook, { id: `w${(count += 1)}`, group: '值班群', from: '售后小李', text: '值班' });
    const work = (await room.conversation('值班群')).id;
    await setWorkGroup(work);
    judged = { intent: 'bind_phone' };
    await say('周总', '帮我绑定手机');
    expect(room.channel.calls.filter(({ to }) => to === '值班群').map(({ text }) => text)).toEqual([
      expect.stringContaining('帮我绑定手机'),
    ]);
    expect(await reminders()).toEqual([]);
    await setWorkGroup(null);
  });
});

describe('a robot never speaks', () => {
  it('in the morning after a colleague answered while it was still thinking at night', async () => {
    at('02:00');
    judged = { important: true };
    // By hand on the phone of the robot: no flow of its own tells of it again.
    whileDrafting = async () => await hear('小枢', '您好，明天上午送到', { own: true });
    await say('周总', '货什么时候到');
    const [drafted] = (await room.commands(await conversationId())).filter(({ source }) => source === 'routing');
    expect(drafted).toMatchObject({ status: 'cancelled', reason: 'colleague_spoke' });
    room.world.clock.advance({ hours: 12 });
    await room.world.drain();
    expect(room.channel.calls).toEqual([]);
  });

  it('to a colleague who writes privately, whom somebody corrected in a group', async () => {
    await say('小林', '大家好');
    const members = `${API}/conversations/${await conversationId()}/members`;
    const { body } = await room.admin.call<{ items: MemberView[] }>('GET', members);
    const person = body.items.find(({ display_name }) => display_name === '小林')!;
    await room.admin.call('PUT', `${members}/${person.person_id}/role`, { role: 'staff' });
    room.channel.calls.length = 0;
    await room.say(robot.hook, { id: `p${(count += 1)}`, from: '小林', text: '客户的合同怎么走流程' });
    await room.world.drain();
    const { id } = await room.conversation('小林');
    const found = await room.admin.call<Page<InstanceView>>('GET', `/api/v1/routing/instances?conversation_id=${id}`);
    const logs = await room.admin.call<FlowLogView[]>(
      'GET',
      `/api/v1/routing/instances/${found.body.items[0]!.id}/logs`,
    );
    expect(logs.body.find(({ node_id }) => node_id === 'identify')).toMatchObject({ way: 'staff' });
    expect(room.channel.calls).toEqual([]);
  });
});

async function setWorkGroup(work_conversation_id: string | null): Promise<void> {
  const url = '/api/v1/routing/policies/alert_rules';
  const { value, version } = (await room.admin.call<PolicyView & { value: AlertRules }>('GET', url)).body;
  const saved = await room.admin.call('PUT', url, {
    version,
    value: { ...value, work_conversation_id },
    reason: '换值班群',
  });
  expect(saved.status).toBe(200);
}

async function checkAfter(minutes: number): Promise<void> {
  room.world.clock.advance({ minutes });
  const { parts } = room.world.service;
  await parts.engine.enqueue(forkEm(parts.orm), checkCommands, {}, { singletonKey: `check:${(count += 1)}` });
  await room.world.drain();
}
