import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AssistantPort, Classification } from '../../domain/assistant.port.ts';
import type { AlertView } from '../../kernel/contracts/alerts.ts';
import type { AccountView } from '../../kernel/contracts/messaging.ts';
import type { MemberView } from '../../kernel/contracts/messaging-people.ts';
import type { CollaborationView } from '../../kernel/contracts/routing-collaboration.ts';
import type { Simulation } from '../../kernel/contracts/routing-simulation.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import { agentOf, agree, chatTalks } from '../support/chat-talk.ts';
import { API, messagingWorld, type MessagingWorld } from '../support/messaging-world.ts';
import type { TestClient } from '../support/service.ts';

/** A day of groups, and what operations and customer success ask about it in the chat, with the built-in model. */
let room: MessagingWorld;
let hook: string;
let robot: string;
let operator: TestClient;
let carer: TestClient;
let count = 0;
let judged: Partial<Classification> = {};
const { talk, hangUp } = chatTalks(() => room.world);

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
  const account = await room.addAccount('robot-3', '3号机器人');
  [hook, robot] = [account.hook, account.id];
  operator = await room.world.as('operations', { name: '孙悦' });
  carer = await room.world.as('customer_success', { name: '林溪' });
  room.world.clock.set('2026-11-17T15:00:00+08:00');
  await hear('售后一群', '王磊', '哈哈今天天气不错', { intent: 'chat' });
  room.world.clock.set('2026-11-18T09:30:00+08:00');
  await hear('售后一群', '王磊', '你们太差劲了，我要投诉', { intent: 'complaint', complaint: true, mood: 0.1 });
  await hear('南方对接', '阿豪', '发票什么时候开', { intent: 'question' });
  room.world.clock.set('2026-11-18T10:20:00+08:00');
});
afterAll(async () => {
  hangUp();
  await room.stop();
});

async function hear(group: string, from: string, text: string, as: Partial<Classification>): Promise<void> {
  judged = as;
  room.world.clock.advance({ seconds: 1 });
  const at = room.world.clock.now().toISOString();
  await room.say(hook, { id: `o${(count += 1)}`, group, from, text, at });
  await room.world.drain();
}

describe('operations', () => {
  it('hear which alerts there are, and why a message had no answer', async () => {
    const chat = await talk(operator);
    const alerts = await chat.ask('今天群里有哪些告警');
    expect(alerts.tools).toEqual(['list_alerts']);
    expect(alerts.text).toContain('今天群里告警有');
    expect(alerts.text).toContain('王磊的“用户投诉”告警（售后一群，紧急）');
    expect(alerts.part<{ rows: unknown[] }>('table')?.rows.length).toBeGreaterThan(0);

    const why = await chat.ask('为什么昨天王磊在售后一群的消息没有回复');
    expect(why.tools).toEqual(['explain_message']);
    expect(why.text).toContain('昨天 15:00 王磊在售后一群说：“哈哈今天天气不错”');
    expect(why.text).toContain('D3：AI 回复决策');
    expect(why.text).toContain('没有点名机器人');
    expect(why.text).toContain('没有排任何回复');
  });

  it('stop a robot by a card, see that it keeps still and why, and let it go on', async () => {
    const chat = await talk(operator);
    const stop = await chat.ask('把3号机器人停一下');
    expect(stop.tools).toEqual(['pause_robot']);
    expect(stop.cards[0]).toMatchObject({ tool: 'pause_robot', risk: 'write', status: 'pending' });
    const account = async (): Promise<AccountView> =>
      (await room.admin.call<{ items: AccountView[] }>('GET', `${API}/accounts`)).body.items.find(
        ({ id }) => id === robot,
      )!;
    expect((await account()).paused_at, 'nothing happens before somebody agrees').toBeNull();
    const done = await chat.decide(agree(stop));
    expect(done.cards.at(-1)).toMatchObject({ status: 'approved', result: '已暂停“3号机器人”：同事暂停。' });
    expect((await account()).paused_at).not.toBeNull();
    const state = await chat.ask('3号机器人为什么不说话');
    expect(state.text).toContain('现在不能说话：已暂停（同事暂停）');
    await chat.decide(agree(await chat.ask('恢复3号机器人')));
    expect((await account()).paused_at).toBeNull();
  });

  it('write into a group the very text of the card, once', async () => {
    const chat = await talk(operator);
    const card = await chat.ask('在南方对接发：今晚八点系统维护，请提前保存');
    expect(card.cards[0]).toMatchObject({
      risk: 'send',
      outgoing_text: '今晚八点系统维护，请提前保存',
      summary: '在“南方对接”里发一条消息。',
    });
    room.channel.calls.length = 0;
    await room.world.drain();
    expect(room.channel.calls).toEqual([]);
    await chat.decide(agree(card));
    await room.world.drain();
    expect(room.channel.calls.map(({ to, text }) => [to, text])).toEqual([
      ['南方对接', '今晚八点系统维护，请提前保存'],
    ]);
    const [sent] = await room.commands((await room.conversation('南方对接')).id);
    expect(sent).toMatchObject({ source: 'agent', text: '今晚八点系统维护，请提前保存' });
  });

  it('correct who somebody is', async () => {
    const chat = await talk(operator);
    const card = await chat.ask('南方对接的阿豪是我们的售后');
    expect(card.tools).toEqual(['correct_role']);
    await chat.decide(agree(card));
    const { id } = await room.conversation('南方对接');
    const members = await room.admin.call<{ items: MemberView[] }>('GET', `${API}/conversations/${id}/members`);
    expect(members.body.items[0]).toMatchObject({ display_name: '阿豪', role: 'after_sales', role_by: 'hand' });
  });
});

describe('what people ask by the API', () => {
  it('how colleagues and robots worked together, and what tasks took', async () => {
    const together = await room.admin.call<Page<CollaborationView>>(
      'GET',
      `/api/v1/routing/collaboration?q=${encodeURIComponent('南方对接')}`,
    );
    expect(together.body.items).toMatchObject([
      { conversation_name: '南方对接', person_name: '阿豪', questions: expect.any(Number) as number },
    ]);
    const none = await room.admin.call<Page<unknown>>('GET', '/api/v1/track-tasks/reports');
    expect(none).toMatchObject({ status: 200, body: { total: 0, items: [] } });
  });

  it('a simulation says who would speak when robots are down, and counts a colleague’s silence', async () => {
    judged = {};
    await hear('北方对接', '周总', '在吗', {});
    const { id } = await room.conversation('北方对接');
    const reasonOf = async (node: string, more: object): Promise<string> => {
      const said = { text: '发票什么时候开', role: 'user', at: '2026-11-18T10:30:00+08:00', ...more };
      const { body } = await room.admin.call<Simulation>('POST', '/api/v1/routing/simulate', said);
      const step = body.path.find(({ node_id }) => node_id === node);
      return step?.reason ?? JSON.stringify(body.path.map(({ node_id, reason }) => [node_id, reason]));
    };
    expect(await reasonOf('d7', { conversation_id: id })).toMatch(/发出；“3号机器人”/u);
    expect(await reasonOf('d7', { conversation_id: id, robots_down: 'all' })).toContain('不在线');
    expect(await reasonOf('d3', { conversation: { name: '新群' } })).toContain('可以回复');
    expect(await reasonOf('d3', { conversation: { name: '新群', silent: true } })).toContain('同事已经接手');
  });
});

describe('customer success', () => {
  it('hears how an alert came about, takes it on and settles it', async () => {
    const chat = await talk(carer);
    const story = await chat.ask('售后一群王磊的投诉告警是怎么来的');
    expect(story.tools).toEqual(['explain_alert']);
    expect(agentOf(story)).toBe('customer-success');
    expect(story.text).toContain('王磊的“用户投诉”告警（售后一群，紧急），待处理');
    await chat.decide(agree(await chat.ask('售后一群王磊的投诉告警我来处理')));
    const card = await chat.ask('把售后一群王磊的投诉告警标为已解决，原因是已经退款');
    expect(card.cards[0]?.summary).toContain('把王磊的“用户投诉”告警（售后一群，紧急）标为已解决');
    const done = await chat.decide(agree(card));
    expect(done.cards.at(-1)?.result).toContain('已经退款');
    const left = await room.admin.call<Page<AlertView>>('GET', '/api/v1/alerts?cause=complaint');
    expect(left.body.items[0]).toMatchObject({ status: 'resolved', acknowledged_by: '林溪' });
  });

  it('finds the messages nobody answered and the sessions of a group', async () => {
    const chat = await talk(carer);
    const open = await chat.ask('售后一群里没人回的消息找出来');
    expect(open.tools).toEqual(['find_messages']);
    expect(open.text).toContain('你们太差劲了，我要投诉');
    const sessions = await chat.ask('看看售后一群的会话摘要');
    expect(sessions.tools).toEqual(['find_sessions']);
    expect(sessions.text).toContain('王磊（售后一群）');
  });
});
