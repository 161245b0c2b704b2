import { describe, expect, it } from 'vitest';
import type { Random } from '../../../kernel/random.ts';
import type { FlowState } from '../flow-state.ts';
import { DELAY_BANDS } from '../policies/delay-bands.ts';
import { PRIORITY_RULES } from '../policies/priority-rules.ts';
import { delayControlNode } from './delay-control.node.ts';
import type { Decision } from './node.ts';

const ID = '00000000-0000-7000-8000-000000000001';
const STATE: FlowState = {
  message: {
    id: ID,
    conversation_id: ID,
    account_id: ID,
    kind: 'text',
    text: '什么时候好',
    mentions_account: false,
    mentioned_person_ids: [],
    sent_at: '2026-11-18T13:40:00.000Z',
    own: false,
  },
};
const FACTS = { bands: DELAY_BANDS.initial, priority_rules: PRIORITY_RULES.initial, operations: false };
const least: Random = { int: (min) => min, bytes: (length) => Buffer.alloc(length) };

function decide(time: string, state: Partial<FlowState> = {}, config: object = {}, facts: object = {}): Decision {
  const now = new Date(`2026-11-18T${time}:00+08:00`);
  const moment = { now, random: least, cause: 'arrived', nodeId: 'delay', instanceId: ID, since: now } as const;
  return delayControlNode.decide(
    { ...STATE, ...state },
    { ...FACTS, ...facts },
    delayControlNode.config.parse(config),
    moment,
  );
}

describe('the delay of an answer', () => {
  it('follows the priority that was judged before', () => {
    const decision = decide('02:00', { priority: 'medium' });
    expect(decision).toMatchObject({
      way: 'next',
      details: { band: '深夜·中', priority: 'medium', seconds: 600 },
      changes: { priority: 'medium', delay: { band: '深夜·中', run_at: '2026-11-17T18:10:00.000Z' } },
    });
    expect(decision.reason).toBe(
      '02:00 属于“深夜·中”，中优先级延迟 600-1800 秒，这次等 10 分钟，02:10 发送（中优先级：前面判断的）',
    );
  });

  it('follows the flow where it fixes one, and the table where nobody judged', () => {
    expect(decide('02:00', { priority: 'low' }, { priority: 'high' }).details).toMatchObject({ band: '深夜·高' });
    expect(decide('02:00').details).toMatchObject({ band: '深夜·低', priority: 'low' });
    const complaint = { ...CLASSIFIED, complaint: true };
    expect(decide('02:00', { classified: complaint }).reason).toContain('高优先级：用户在投诉');
    expect(decide('02:00', {}, {}, { operations: true }).reason).toContain('高优先级：涉及运营');
  });

  it('sends nothing by itself where the table says so', () => {
    const bands = {
      bands: [
        { name: '全天', from: '00:00', to: '24:00', priorities: ['high', 'medium', 'low'], rule: { kind: 'none' } },
      ],
    };
    expect(decide('12:00', { priority: 'high' }, {}, { bands }).changes?.delay).toEqual({ band: '全天', run_at: null });
  });
});

const CLASSIFIED = {
  intent: 'question',
  confidence: 1,
  mood: 0.5,
  complaint: false,
  important: false,
  signs: [],
  by: 'test',
} satisfies FlowState['classified'];
