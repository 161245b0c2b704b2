import type { TaskFacts } from '../../after-sales/open-tasks.ts';
import type { FlowState } from '../flow-state.ts';
import type { Decision, NodeMoment, NodeType } from '../nodes/node.ts';

/** A Wednesday morning. */
export const NOW = new Date('2026-11-18T10:00:00+08:00');
export const minutesLater = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);
/** An id that is easy to read in a failure. */
export const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const [GROUP, OWNER, COLLEAGUE, WORK_GROUP] = [idOf(1), idOf(2), idOf(3), idOf(4)] as const;

type Role = NonNullable<FlowState['sender']>['role'];

/** What a flow knows after the message was read and its writer told. */
export function stateOf(role: Role, text: string, more: Partial<FlowState> & { mentions?: string[] } = {}): FlowState {
  const { mentions = [], ...rest } = more;
  return {
    message: {
      id: idOf(9),
      conversation_id: GROUP,
      account_id: idOf(8),
      kind: 'text',
      text,
      mentions_account: false,
      mentioned_person_ids: mentions,
      sent_at: NOW.toISOString(),
      own: false,
    },
    conversation: { kind: 'group', name: '丁记号主群', internal: false, silent_until: null, customer_id: null },
    sender: {
      person_id: role === 'user' ? OWNER : COLLEAGUE,
      name: role === 'user' ? '老丁' : '小何',
      role,
      role_by: 'rule',
      confidence: 0.9,
      reason: '',
      contact_id: null,
      user_id: null,
    },
    ...rest,
  };
}

/** A task as a node reads it. */
export function taskOf(more: Partial<TaskFacts> = {}): TaskFacts {
  return {
    id: idOf(20),
    kind: 'scan_login',
    title: '扫码登录',
    status: 'waiting_user_response',
    person_id: OWNER,
    person_name: '老丁',
    asked_by_id: COLLEAGUE,
    asked_by_name: '小何',
    deadline: minutesLater(30),
    responded_at: null,
    created_at: NOW,
    conflict: false,
    ...more,
  };
}

export const MOMENT: NodeMoment = {
  now: NOW,
  random: { next: () => 0.5 } as unknown as NodeMoment['random'],
  cause: 'arrived',
  nodeId: 'n',
  instanceId: idOf(10),
  since: NOW,
};

/** What a node decides with these facts and settings. */
export function decide(
  node: NodeType,
  state: FlowState,
  facts: unknown,
  config: object = {},
  moment: Partial<NodeMoment> = {},
): Decision {
  return node.decide(state, facts, node.config.parse(config), { ...MOMENT, ...moment });
}

/** The effects in short: kind and what says most. */
export function deeds(decision: Decision): string[] {
  return (decision.effects ?? []).map(({ kind, payload }) =>
    [kind, payload['to'] ?? payload['kind'] ?? payload['duty']].filter((one) => one !== undefined).join(':'),
  );
}

/** The texts that would be said or written down, but for notices whose place is told only later. */
export function texts(decision: Decision): string[] {
  return (decision.effects ?? []).flatMap(({ kind, payload }) =>
    kind !== 'tell_colleagues' && typeof payload['text'] === 'string' ? [payload['text']] : [],
  );
}
