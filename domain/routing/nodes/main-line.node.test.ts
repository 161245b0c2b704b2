import { describe, expect, it } from 'vitest';
import { CHANNEL_MESSAGE_KINDS } from '../../../kernel/contracts/messaging.ts';
import { INTENTS } from '../../../kernel/contracts/judgement.ts';
import { GROUP_ROLES } from '../../../kernel/contracts/messaging-people.ts';
import type { FlowState } from '../flow-state.ts';
import { decide, deeds, idOf, minutesLater, stateOf } from '../service/node-bench.test-support.ts';
import { contextUpdate } from './context-update.node.ts';
import { messageReceive } from './message-receive.node.ts';
import { senderIdentify } from './sender-identify.node.ts';
import { sessionUpdate } from './session-update.node.ts';

const GROUP_TALK: NonNullable<FlowState['conversation']> = {
  kind: 'group',
  name: '丁记号主群',
  internal: false,
  silent_until: null,
  customer_id: null,
};
const calm = (intent: (typeof INTENTS)[number]): NonNullable<FlowState['classified']> => ({
  intent,
  confidence: 0.9,
  mood: 0.6,
  complaint: false,
  important: false,
  signs: [],
  by: 'test',
});

describe('node 1 takes a message in', () => {
  const facts = { conversation: GROUP_TALK, recalled: false };
  const said = (message: Partial<FlowState['message']> = {}): FlowState => {
    const state = stateOf('user', '在吗');
    return { ...state, message: { ...state.message, ...message } };
  };

  it.each([
    ['in a group', said(), facts, {}, 'next', '群消息'],
    ['alone', said(), { ...facts, conversation: { ...GROUP_TALK, kind: 'person' } }, {}, 'next', '私聊消息'],
    ['nowhere', said(), { ...facts, conversation: null }, {}, 'skip', '找不到消息所在的群'],
    ['and taken back', said(), { ...facts, recalled: true }, {}, 'skip', '消息已撤回'],
    ['by our own account', said({ own: true }), facts, {}, 'skip', '同事在自己账号上手工发出的消息'],
    ['by our own account, wanted', said({ own: true }), facts, { skip_own: false }, 'next', '群消息'],
    ['taken back and own', said({ own: true }), { ...facts, recalled: true }, {}, 'skip', '消息已撤回'],
  ] as const)('said %s', (_name, state, found, config, way, reason) => {
    expect(decide(messageReceive, state, found, config)).toMatchObject({ way, reason });
  });

  it.each(CHANNEL_MESSAGE_KINDS)(
    'of the kind %s is skipped when its kind is listed, and by itself only as «system»',
    (kind) => {
      const listed = ['system', 'emoji', 'other', 'payment'];
      const way = (config: object): string | undefined => decide(messageReceive, said({ kind }), facts, config).way;
      expect(way({})).toBe(kind === 'system' ? 'skip' : 'next');
      expect(way({ skip_kinds: listed })).toBe(listed.includes(kind) ? 'skip' : 'next');
      expect(way({ skip_kinds: [] })).toBe('next');
    },
  );
});

describe('node 2 tells who wrote', () => {
  const found = (role: (typeof GROUP_ROLES)[number], confidence: number): NonNullable<FlowState['sender']> => ({
    ...stateOf(role, '').sender!,
    role,
    confidence,
    reason: '名字像',
  });
  const CELLS = GROUP_ROLES.flatMap((role) =>
    [0.49, 0.5, 0.9].map((confidence) => [role, confidence, confidence < 0.5 ? 'user' : role] as const),
  );

  it.each(CELLS)('a %s of confidence %d is handled as %s', (role, confidence, way) => {
    const decision = decide(senderIdentify, stateOf('user', '在吗'), found(role, confidence));
    expect(decision.way).toBe(way);
    expect(decision.changes?.sender).toMatchObject({ role: way });
  });

  it('whom nobody knows is a customer, and our own account a colleague, whatever was found', () => {
    expect(decide(senderIdentify, stateOf('user', '在吗'), null)).toMatchObject({ way: 'user' });
    const state = stateOf('user', '在吗');
    const own = { ...state, message: { ...state.message, own: true } };
    for (const one of [null, found('user', 0.9), found('operations', 0.9)])
      expect(decide(senderIdentify, own, one)).toMatchObject({ way: 'staff', changes: { sender: { confidence: 1 } } });
  });

  it('the least confidence is the organisation’s', () => {
    expect(decide(senderIdentify, stateOf('user', ''), found('staff', 0.6), { least_confidence: 0.7 }).way).toBe(
      'user',
    );
    expect(decide(senderIdentify, stateOf('user', ''), found('staff', 0.1), { least_confidence: 0 }).way).toBe('staff');
  });
});

describe('node 4 moves the session', () => {
  const session = (status: 'open' | 'handed_over') => ({ session: { id: idOf(30), status, summary: null } });
  const silent = (minutes: number): Partial<FlowState> => ({
    conversation: { ...GROUP_TALK, silent_until: minutesLater(minutes).toISOString() },
  });
  const done = { classified: calm('thanks') };

  it.each([
    ['without a session', {}, { session: null }, [], '发消息的人没有进行中的会话'],
    ['open, nothing special', {}, session('open'), [], '会话继续'],
    ['open, a colleague speaks', silent(5), session('open'), ['handed_over'], '同事正在接待，转为人工接待'],
    ['open, a colleague spoke until now', silent(0), session('open'), [], '会话继续'],
    [
      'open, a colleague stepped in',
      { intervention: { happened: true, reason: '' } },
      session('open'),
      ['handed_over'],
      '同事正在接待，转为人工接待',
    ],
    ['open, nobody stepped in', { intervention: { happened: false, reason: '' } }, session('open'), [], '会话继续'],
    ['handed over, a colleague speaks', silent(5), session('handed_over'), [], '同事正在接待'],
    [
      'handed over, thanks while the colleague speaks',
      { ...silent(5), ...done },
      session('handed_over'),
      [],
      '同事正在接待',
    ],
    ['open, thanks', done, session('open'), ['ended'], '客户表示事情办完了，结束会话'],
    ['handed over, thanks', done, session('handed_over'), ['ended'], '客户表示事情办完了，结束会话'],
    ['open, thanks and an answer on its way', { ...done, reply: { wanted: true } }, session('open'), [], '会话继续'],
    [
      'open, thanks and no answer',
      { ...done, reply: { wanted: false } },
      session('open'),
      ['ended'],
      '客户表示事情办完了，结束会话',
    ],
  ] as const)('%s', (_name, more, facts, statuses, reason) => {
    const decision = decide(sessionUpdate, stateOf('user', '', more as Partial<FlowState>), facts);
    expect(decision).toMatchObject({ way: 'next', reason });
    expect((decision.effects ?? []).map(({ payload }) => payload['status'])).toEqual(statuses);
  });

  it.each(['critical', 'error', 'warning', 'info'] as const)(
    'thanks end no session with a %s alert that is loud',
    (level) => {
      const state = stateOf('user', '', { ...done, alert: { level, id: null } });
      const loud = level === 'critical' || level === 'error';
      expect(deeds(decide(sessionUpdate, state, session('open'))).length).toBe(loud ? 0 : 1);
    },
  );

  it.each(INTENTS)('%s ends the session only where it is listed', (intent) => {
    const ends = (config: object): number =>
      deeds(decide(sessionUpdate, stateOf('user', '', { classified: calm(intent) }), session('open'), config)).length;
    expect(ends({})).toBe(intent === 'thanks' ? 1 : 0);
    expect(ends({ end_on: [intent] })).toBe(1);
    expect(ends({ end_on: [] })).toBe(0);
  });
});

describe('node 4 keeps what the matter is about', () => {
  const session = (status: 'open' | 'handed_over', summary: string | null = null) => ({
    id: idOf(30),
    status,
    summary,
  });
  const kept = (more: Partial<FlowState>, facts: object, config: object = {}): unknown =>
    decide(contextUpdate, stateOf('user', '', more), facts, config).effects?.[0]?.payload['summary'];

  it.each([
    ['no session', { session: null, said: [] }, '没有进行中的会话，不用记'],
    ['a colleague serves', { session: session('handed_over'), said: ['在吗'] }, '同事正在接待，摘要保持不变'],
    ['nothing was said', { session: session('open'), said: [] }, '没有新的要点'],
    ['the same as before', { session: session('open', '最近说：在吗'), said: ['在吗'] }, '没有新的要点'],
  ] as const)('changes nothing: %s', (_name, facts, reason) => {
    const decision = decide(contextUpdate, stateOf('user', ''), facts);
    expect(decision).toMatchObject({ way: 'next', reason });
    expect(decision.effects ?? []).toEqual([]);
  });

  it.each([
    [{}, '最近说：在吗 / 发票呢'],
    [{ priority: 'high' }, '优先级高；最近说：在吗 / 发票呢'],
    [{ priority: 'medium' }, '优先级中；最近说：在吗 / 发票呢'],
    [{ priority: 'low' }, '优先级低；最近说：在吗 / 发票呢'],
    [{ classified: { ...calm('complaint'), complaint: true } }, '有投诉；最近说：在吗 / 发票呢'],
    [{ reply: { wanted: false, hand_over: '要退款' } }, '转人工：要退款；最近说：在吗 / 发票呢'],
    [
      {
        priority: 'high',
        classified: { ...calm('complaint'), complaint: true },
        reply: { wanted: false, hand_over: '要退款' },
      },
      '优先级高；有投诉；转人工：要退款；最近说：在吗 / 发票呢',
    ],
  ] as const)('with %j', (more, summary) => {
    expect(
      kept(more as Partial<FlowState>, { session: session('open'), said: ['在吗', ' 发票\n呢'.replace('\n', '')] }),
    ).toBe(summary);
  });

  it('cuts a long text at its end, so that the judgement stays', () => {
    const long = { session: session('open'), said: ['很长的话'.repeat(100)] };
    const text = kept({ priority: 'high' }, long, { longest: 50 });
    expect(text).toHaveLength(50);
    expect(text).toMatch(/^优先级高；最近说：很长的话/u);
  });
});
