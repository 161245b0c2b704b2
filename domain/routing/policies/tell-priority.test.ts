import { describe, expect, it } from 'vitest';
import { INTENTS, type Intent, type Priority } from '../../../kernel/contracts/judgement.ts';
import { GROUP_ROLES } from '../../../kernel/contracts/messaging-people.ts';
import { PRIORITY_RULES } from './priority-rules.ts';
import { tellPriority, type PriorityFacts } from './tell-priority.ts';

const CALM: PriorityFacts = {
  intent: 'other',
  mood: 0.5,
  complaint: false,
  important: false,
  operations: false,
  role: 'user',
  service_task: null,
};
const told = (facts: Partial<PriorityFacts>) => tellPriority(PRIORITY_RULES.initial, { ...CALM, ...facts });

/** What each intent alone comes to. */
const BY_INTENT: Readonly<Record<Intent, Priority>> = {
  question: 'medium',
  help: 'medium',
  complaint: 'high',
  urgent: 'high',
  real_name: 'high',
  scan_login: 'high',
  bind_phone: 'medium',
  purchase: 'medium',
  thanks: 'low',
  greeting: 'low',
  chat: 'low',
  spam: 'low',
  withdraw_complaint: 'medium',
  other: 'low',
};

/** For each rule what makes it decide; taking it out of the table, or moving it, makes its line fail. */
const BY_RULE: ReadonlyArray<readonly [rule: string, facts: Partial<PriorityFacts>, priority: Priority]> = [
  ['投诉', { complaint: true, intent: 'chat' }, 'high'],
  ['要投诉', { intent: 'complaint' }, 'high'],
  ['不满意', { mood: 0.29, intent: 'thanks' }, 'high'],
  ['涉及运营', { operations: true, intent: 'greeting' }, 'high'],
  ['实名或扫码任务', { service_task: 'real_name' }, 'high'],
  ['实名或扫码任务', { service_task: 'scan_login', intent: 'chat' }, 'high'],
  ['实名或扫码', { intent: 'scan_login', important: true }, 'high'],
  ['紧急', { intent: 'urgent' }, 'high'],
  ['绑定手机任务', { service_task: 'bind_phone', intent: 'chat' }, 'medium'],
  ['绑定手机', { intent: 'bind_phone' }, 'medium'],
  ['重要问题', { important: true, intent: 'chat' }, 'medium'],
  ['求助', { intent: 'help' }, 'medium'],
  ['咨询', { intent: 'purchase' }, 'medium'],
  ['撤销投诉', { intent: 'withdraw_complaint' }, 'medium'],
  ['闲聊和垃圾信息', { intent: 'spam' }, 'low'],
  ['问候和致谢', { intent: 'greeting' }, 'low'],
  ['其他', { mood: 0.3 }, 'low'],
  ['其他', { service_task: 'other' }, 'low'],
  ['其他', { intent: null, mood: null, role: null }, 'low'],
];

describe('the priority of a message', () => {
  it.each(INTENTS)('%s', (intent) => {
    expect(told({ intent }).priority).toBe(BY_INTENT[intent]);
  });

  it.each(BY_RULE)('is decided by %s', (rule, facts, priority) => {
    expect(told(facts)).toMatchObject({ rule, priority });
  });

  it('has a line for every rule, and a reason', () => {
    const named = new Set(BY_RULE.map(([rule]) => rule));
    expect(PRIORITY_RULES.initial.rules.map((rule) => rule.name).filter((name) => !named.has(name))).toEqual([]);
    expect(PRIORITY_RULES.check(PRIORITY_RULES.initial)).toEqual([]);
  });

  it('is there for every message there can be', () => {
    const yesNo = [true, false];
    for (const intent of [...INTENTS, null])
      for (const role of [...GROUP_ROLES, null])
        for (const complaint of yesNo)
          for (const important of yesNo)
            for (const operations of yesNo)
              expect(() => told({ intent, role, complaint, important, operations })).not.toThrow();
  });

  it('asks every condition that is given', () => {
    const rules = [
      { name: '客户问价', when: { roles: ['user'], intents: ['purchase'] }, priority: 'high', reason: '要买' },
      { name: '其他', when: {}, priority: 'low', reason: '其他' },
    ] as const;
    const by = (facts: Partial<PriorityFacts>) =>
      tellPriority(
        { rules: rules.map((rule) => ({ ...rule, when: structuredClone(rule.when) as object })) },
        { ...CALM, ...facts },
      ).rule;
    expect(by({ intent: 'purchase', role: 'user' })).toBe('客户问价');
    expect(by({ intent: 'purchase', role: 'staff' })).toBe('其他');
    expect(by({ intent: 'question', role: 'user' })).toBe('其他');
  });
});

describe('a table of priorities', () => {
  const { rules } = PRIORITY_RULES.initial;

  it('is refused when some messages would have none, or rules are never reached', () => {
    expect(PRIORITY_RULES.check({ rules: rules.slice(0, -1) })).toEqual([
      '最后要有一条不带条件的规则，否则有的消息没有优先级',
    ]);
    expect(PRIORITY_RULES.check({ rules: [rules.at(-1)!, ...rules.slice(0, 1)] })).toEqual([
      '“其他”不带条件，它后面的“投诉”永远用不到',
    ]);
  });
});
