import { describe, expect, it } from 'vitest';
import { COMMAND_STATUSES, type CommandStatus } from '../../../kernel/contracts/messaging.ts';
import { seededRandom } from '../../../kernel/random.ts';
import { queueTextEffect } from '../effects/queue-text.effect.ts';
import type { FlowState } from '../flow-state.ts';
import { asyncResultCheck, RESULT_TABLE } from './async-result-check.node.ts';
import type { NodeMoment } from './node.ts';
import { robotCommandSend } from './robot-command-send.node.ts';

const NOW = new Date('2026-11-18T22:00:00+08:00');
const ID = '018f0000-0000-7000-8000-000000000001';
const MOMENT: NodeMoment = {
  now: NOW,
  random: seededRandom(1),
  cause: 'arrived',
  nodeId: 'd7',
  instanceId: ID,
  since: NOW,
};
const later = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);
const STATE: FlowState = {
  message: {
    id: ID,
    conversation_id: ID,
    account_id: ID,
    kind: 'text',
    text: '怎么登录',
    mentions_account: false,
    mentioned_person_ids: [],
    sent_at: NOW.toISOString(),
    own: false,
  },
  conversation: { kind: 'group', name: '星河项目群', internal: false, silent_until: null, customer_id: null },
  sender: {
    person_id: ID,
    name: '周总',
    role: 'user',
    role_by: 'rule',
    confidence: 1,
    reason: '',
    contact_id: null,
    user_id: null,
  },
  reply: { wanted: true, text: '请点这里登录' },
  delay: { band: 'late', run_at: later(90).toISOString() },
};
const ROBOT = { robot: '晚班', why: '“晚班”是晚班回复机器人' };

describe('ROBOT_COMMAND_SEND', () => {
  const config = robotCommandSend.config.parse({});
  const decide = (state: Partial<FlowState>, facts: object = ROBOT, settings: unknown = config) =>
    robotCommandSend.decide({ ...STATE, ...state }, facts, settings, MOMENT);

  it.each<[string, Partial<FlowState>, object, string]>([
    ['an answer', {}, ROBOT, 'queued'],
    ['an answer for now', { delay: { band: 'day', run_at: new Date(NOW).toISOString() } }, ROBOT, 'queued'],
    ['an answer without a delay', { delay: undefined }, ROBOT, 'queued'],
    ['no answer wanted', { reply: { wanted: false, text: '好' } }, ROBOT, 'nothing'],
    ['no text', { reply: { wanted: true } }, ROBOT, 'nothing'],
    ['blanks only', { reply: { wanted: true, text: ' \n ' } }, ROBOT, 'nothing'],
    ['nothing decided about an answer', { reply: undefined }, ROBOT, 'nothing'],
    ['handed over', { reply: { wanted: true, text: '好', hand_over: '要退款' } }, ROBOT, 'nothing'],
    ['not sent by itself', { delay: { band: 'never', run_at: null } }, ROBOT, 'nothing'],
    ['no robot', {}, { robot: null, why: '这里没有可以发言的机器人' }, 'nobody'],
  ])('%s', (_words, state, facts, way) => {
    const decision = decide(state, facts);
    expect(decision.way).toBe(way);
    expect(decision.effects?.length ?? 0).toBe(way === 'queued' ? 1 : 0);
    expect(Object.keys(robotCommandSend.ways(config))).toContain(way);
    expect(decision.reason).not.toBe('');
  });

  it('queues one text for its time under a key of its own, and remembers the key', () => {
    const { effects, changes, reason } = decide({ command_keys: ['earlier'] });
    const payload = queueTextEffect.payload.parse(effects![0]!.payload);
    expect(payload).toEqual({
      conversation_id: ID,
      text: '请点这里登录',
      mention_person_ids: [ID],
      lane: 'reply',
      run_at: later(90).toISOString(),
      duty: 'reply',
      key: `${ID}:d7:reply`,
    });
    expect(changes).toEqual({ command_keys: ['earlier', `${ID}:d7:reply`] });
    expect(reason).toBe('11-18 22:01 发出；“晚班”是晚班回复机器人');
    expect(decide({}), 'the same again').toEqual(decide({}));
  });

  it('mentions nobody in a conversation of two, nor where it is set not to', () => {
    const mentions = (state: Partial<FlowState>, settings: unknown): unknown =>
      decide(state, ROBOT, settings).effects![0]!.payload['mention_person_ids'];
    expect(mentions({ conversation: { ...STATE.conversation!, kind: 'person' } }, config)).toEqual([]);
    expect(mentions({}, robotCommandSend.config.parse({ mention_sender: false }))).toEqual([]);
  });
});

describe('ASYNC_RESULT_CHECK', () => {
  const config = asyncResultCheck.config.parse({});
  const command = (status: CommandStatus, more: object = {}) => ({
    id: ID,
    status,
    run_at: later(-10),
    sent_from: null,
    attempts: 1,
    needs_person: false,
    reason: null,
    words: null,
    ...more,
  });
  const decide = (facts: unknown, now = NOW) => asyncResultCheck.decide(STATE, facts, config, { ...MOMENT, now });

  it.each(COMMAND_STATUSES)('knows what %s means', (status) => {
    const decision = decide(command(status));
    const way = RESULT_TABLE[status];
    expect(decision.way).toBe(way ?? undefined);
    if (way === null) expect(decision.wait).toEqual({ until: later(50), on: `command:${ID}` });
    else expect(Object.keys(asyncResultCheck.ways(config))).toContain(way);
  });

  it.each(['timeout', 'failed', 'held'] as const)('%s that needs a person is a person’s', (status) => {
    expect(decide(command(status, { needs_person: true, words: '多次查询仍不知道有没有发出' }))).toMatchObject({
      way: 'handed_to_person',
      reason: '需要同事处理：多次查询仍不知道有没有发出',
    });
  });

  it('counts its minute from when the command is due, or left', () => {
    expect(decide(command('waiting', { run_at: later(3600) })).wait!.until).toEqual(later(3660));
    expect(decide(command('accepted', { sent_from: later(-5) })).wait!.until).toEqual(later(55));
    expect(decide(command('accepted', { run_at: later(-60), sent_from: later(-60) })).wait!.until).toEqual(later(60));
  });

  it('goes on without knowing after so many looks', () => {
    expect(decide(command('accepted', { run_at: later(-3600), sent_from: later(-30 * 60 + 1) })).wait).toBeDefined();
    expect(decide(command('accepted', { run_at: later(-3600), sent_from: later(-30 * 60) }))).toMatchObject({
      way: 'timeout',
    });
  });

  it('says so when there is nothing to watch', () => {
    expect(decide(null).way).toBe('failed');
  });
});
