import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { forkEm, type EntityManager } from '../../../db/orm.ts';
import { query, queryOne } from '../../../db/query.ts';
import type { AssistantPort, Classification, ClassifyInput, Draft, DraftInput } from '../../assistant.port.ts';
import type { AccountView } from '../../../kernel/contracts/messaging.ts';
import { newId } from '../../../kernel/ids.ts';
import { seededRandom } from '../../../kernel/random.ts';
import { scriptedChannel } from '../../../tests/support/scripted-channel.ts';
import { testService, type TestService } from '../../../tests/support/service.ts';
import type { FlowState } from '../flow-state.ts';
import { aiReplyDecision } from './ai-reply-decision.node.ts';
import { aiReplyGenerate } from './ai-reply-generate.node.ts';
import { intentRecognize } from './intent-recognize.node.ts';
import type { Decision, NodeMoment, NodeType } from './node.ts';
import { replyQualityCheck } from './reply-quality-check.node.ts';

const CLASSIFIED: Classification = {
  intent: 'question',
  confidence: 0.8,
  mood: 0.5,
  complaint: false,
  important: false,
  signs: [],
  by: 'fake',
};
const GROUP = '星河项目群';
const asked: { classify: ClassifyInput[]; draft: DraftInput[] } = { classify: [], draft: [] };
let draft: Draft;
const assistant: AssistantPort = {
  classifyMessage: (input) => {
    asked.classify.push(input);
    return Promise.resolve(CLASSIFIED);
  },
  draftReply: (input) => {
    asked.draft.push(input);
    return Promise.resolve(draft);
  },
};

let world: TestService;
let hook: string;
let em: EntityManager;
let said = 0;

beforeAll(async () => {
  world = await testService({}, { channels: new Map([['worktool', scriptedChannel().port]]), questions: assistant });
  const admin = await world.as('administrator');
  const api = '/api/v1/messaging/accounts';
  const robot = { channel: 'worktool', external_id: 'robot-0001', name: '白班机器人' };
  const made = await admin.call<AccountView>('POST', api, robot);
  hook = (await admin.call<{ path: string }>('GET', `${api}/${made.body.id}/callback`)).body.path;
});
afterAll(async () => await world.stop());
beforeEach(() => {
  world.clock.advance({ hours: 12 });
  em = forkEm(world.service.parts.orm);
  asked.classify.length = 0;
  asked.draft.length = 0;
  draft = { kind: 'answer', text: '周总，您好！专业版支持五十个账号。', by: 'fake', passageIds: [newId()] };
});

/** Somebody writes into the group; the state of a flow over that message. */
async function say(from: string, text: string, more: object = {}): Promise<FlowState> {
  world.clock.advance({ minutes: 1 });
  const at = world.clock.now().toISOString();
  const body = JSON.stringify({ id: `m${(said += 1)}`, group: GROUP, from, text, at, ...more });
  const answer = await fetch(world.url + hook, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  expect(answer.status).toBe(200);
  const row = await queryOne<{ id: string; conversation_id: string; account_id: string; person_id: string | null }>(
    em,
    'select id, conversation_id, account_id, person_id from channel_message order by received_at desc, sequence desc nulls last, id desc limit 1',
  );
  const { id, conversation_id, account_id, person_id } = row!;
  return {
    message: {
      id,
      conversation_id,
      account_id,
      kind: 'text',
      text,
      mentions_account: false,
      mentioned_person_ids: [],
      sent_at: at,
      own: false,
    },
    conversation: { kind: 'group', name: GROUP, internal: false, silent_until: null, customer_id: null },
    sender: {
      person_id,
      name: from,
      role: 'user',
      role_by: 'default',
      confidence: 1,
      reason: '',
      contact_id: null,
      user_id: null,
    },
    classified: CLASSIFIED,
  };
}

async function run(node: NodeType, state: FlowState, config: object = {}): Promise<Decision> {
  const settings = node.config.parse(config);
  const moment: NodeMoment = {
    now: world.clock.now(),
    random: seededRandom(1),
    cause: 'arrived',
    nodeId: 'n',
    instanceId: newId(),
    since: world.clock.now(),
  };
  const scope = { em, clock: world.clock, assistant, signal: new AbortController().signal };
  const facts = await node.read(scope, state, settings, moment);
  const decision = node.decide(state, facts, settings, moment);
  expect(node.decide(state, facts, settings, moment)).toEqual(decision);
  expect(Object.keys(node.ways(settings))).toContain(decision.way);
  return decision;
}

const setRole = async (name: string, role: string): Promise<void> =>
  void (await query(
    em,
    'update group_member set role = $2 where person_id in (select id from channel_person where name = $1)',
    [name, role],
  ));
const aloud = (rows: ClassifyInput['before']): string[] => rows.map(({ who, text }) => `${who}:${text}`);

describe('INTENT_RECOGNIZE', () => {
  it('gives the message with what was said before, and keeps the judgement', async () => {
    await say('周总', '后台打不开了');
    await say('小助理', '我看一下');
    await setRole('小助理', 'staff');
    const state = await say('周总', '好了吗');
    const decision = await run(intentRecognize, state);
    expect(asked.classify[0]?.text).toBe('好了吗');
    expect(aloud(asked.classify[0]!.before).slice(-2)).toEqual(['person:后台打不开了', 'staff:我看一下']);
    expect(decision).toMatchObject({
      way: 'next',
      changes: { classified: CLASSIFIED },
      effects: [{ kind: 'keep_judgement', payload: { message_id: state.message.id, ...CLASSIFIED } }],
    });
  });

  it('takes along as much as is set', async () => {
    await run(intentRecognize, await say('周总', '第二句'), { context_messages: 0 });
    expect(asked.classify[0]?.before).toEqual([]);
  });
});

describe('AI_REPLY_DECISION', () => {
  it('answers a question nobody is busy with', async () => {
    expect(await run(aiReplyDecision, await say('周总', '专业版支持多少账号？'))).toMatchObject({
      way: 'reply',
      changes: { reply: { wanted: true } },
    });
  });

  it('keeps still while a colleague talks, or took over', async () => {
    await say('小助理', '这个我来答');
    await setRole('小助理', 'staff');
    const state = await say('周总', '专业版支持多少账号？');
    expect(await run(aiReplyDecision, state)).toMatchObject({ way: 'no_reply', details: { rule: 'staff_active' } });
    expect(await run(aiReplyDecision, state, { staff_active_minutes: 0 })).toMatchObject({ way: 'reply' });
    await query(em, 'update channel_conversation set silent_until = $2 where id = $1', [
      state.message.conversation_id,
      new Date(world.clock.now().getTime() + 60_000),
    ]);
    expect(await run(aiReplyDecision, state)).toMatchObject({ way: 'no_reply', details: { rule: 'silent' } });
  });

  it('leaves a complaint to people and tells the work group, without numbers of people', async () => {
    const state = await say('周总', '我要投诉，打 13912345678');
    const complaint = { ...state, classified: { ...CLASSIFIED, intent: 'complaint' as const, complaint: true } };
    const group = newId();
    const decision = await run(aiReplyDecision, complaint, { notify_conversation_id: group });
    expect(decision).toMatchObject({
      way: 'hand_over',
      changes: { reply: { wanted: false } },
      effects: [{ kind: 'queue_text', payload: { conversation_id: group, duty: 'notify', lane: 'notice' } }],
    });
    expect(JSON.stringify(decision.effects)).not.toContain('13912345678');
    expect((await run(aiReplyDecision, complaint)).effects).toMatchObject([
      { kind: 'tell_colleagues', payload: { conversation_id: state.message.conversation_id } },
    ]);
    const alarmed = { ...complaint, alert: { level: 'critical' as const, id: null } };
    expect((await run(aiReplyDecision, alarmed)).effects, 'the alert tells the same people').toEqual([]);
  });

  it('does not answer for somebody who was named', async () => {
    const state = await say('周总', '王工看下这个多少钱？');
    const named = { ...state, message: { ...state.message, mentioned_person_ids: [newId()] } };
    expect(await run(aiReplyDecision, named)).toMatchObject({ way: 'no_reply', details: { rule: 'for_others' } });
  });
});

describe('AI_REPLY_GENERATE', () => {
  it('has a reply drafted for the person, with the settings', async () => {
    const decision = await run(aiReplyGenerate, await say('周总', '专业版支持多少账号？'), { longest: 120 });
    expect(asked.draft[0]).toMatchObject({ addressee: '周总', longest: 120, intent: 'question' });
    expect(decision).toMatchObject({ way: 'next', changes: { reply: { wanted: true, by: 'fake' } } });
    await run(aiReplyGenerate, await say('周总', '还有呢？'), { address: false });
    expect(asked.draft[1]?.addressee).toBe('');
  });

  it('hands over with the reason of the draft', async () => {
    draft = { kind: 'hand_over', reason: '知识库里没有可以对外说的答案', by: 'fake' };
    expect(await run(aiReplyGenerate, await say('周总', '能送货到拉萨吗？'))).toMatchObject({
      way: 'hand_over',
      changes: { reply: { wanted: false, hand_over: '知识库里没有可以对外说的答案' } },
    });
  });
});

describe('REPLY_QUALITY_CHECK', () => {
  const withReply = (state: FlowState, text: string, more: Partial<FlowState> = {}): FlowState => ({
    ...state,
    ...more,
    reply: { wanted: true, text, passage_ids: [] },
  });

  it('lets a good reply pass and mends one that can be mended', async () => {
    const state = await say('周总', '支持多少账号？');
    expect(await run(replyQualityCheck, withReply(state, '专业版支持五十个账号。'))).toMatchObject({
      way: 'pass',
      changes: { reply: { checked: true, text: '专业版支持五十个账号。' } },
    });
    const mended = await run(replyQualityCheck, withReply(state, '专业版支持五十个账号。我们保证好用。'));
    expect(mended).toMatchObject({ way: 'pass', changes: { reply: { text: '专业版支持五十个账号。' } } });
  });

  it('reads the words the organisation forbids, and what it allows at most', async () => {
    const state = await say('周总', '你好');
    await query(em, `update send_policy set forbidden_words = array['竞品甲']`);
    expect(await run(replyQualityCheck, withReply(state, '我们比竞品甲好。'))).toMatchObject({ way: 'hand_over' });
    expect(await run(replyQualityCheck, withReply(state, '账'.repeat(120)), { longest: 100 })).toMatchObject({
      way: 'hand_over',
    });
  });

  it('does not say again what we just said; a courtesy troubles nobody', async () => {
    await say('白班机器人', '登录页右上角可以切换到企业账号。', { own: true });
    const state = await say('周总', '怎么切换？');
    const again = withReply(state, '登录页右上角可以切换到企业账号。');
    expect(await run(replyQualityCheck, again)).toMatchObject({ way: 'hand_over' });
    expect(await run(replyQualityCheck, { ...again, classified: { ...CLASSIFIED, intent: 'thanks' } })).toMatchObject({
      way: 'drop',
    });
    expect(await run(replyQualityCheck, again, { repeat_hours: 0 })).toMatchObject({ way: 'pass' });
    world.clock.advance({ hours: 7 });
    expect(await run(replyQualityCheck, again)).toMatchObject({ way: 'pass' });
  });
});
