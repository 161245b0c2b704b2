import type { ApprovalCard, ConversationDetail, ServerFrame } from '../../../kernel/contracts/chat.ts';

/** Sequences of events as the server sends them, for the tests of this room. */
export const THREAD = 'thread-1';
const START = Date.UTC(2026, 10, 18, 7, 30);

type LooseEvent = { type: string; [field: string]: unknown };

/** Numbers events into frames of one run; the first gets `firstSeq`. */
export function frames(runId: string, firstSeq: number, events: LooseEvent[]): ServerFrame[] {
  return events.map((event, index) => ({
    threadId: THREAD,
    runId,
    seq: firstSeq + index,
    event: { timestamp: START + (firstSeq + index) * 1000, ...event },
  }));
}

export const started = (runId: string): LooseEvent => ({ type: 'RUN_STARTED', threadId: THREAD, runId });
export const finished = (runId: string, outcome: Record<string, unknown>): LooseEvent => ({
  type: 'RUN_FINISHED',
  threadId: THREAD,
  runId,
  outcome,
});
export const text = (messageId: string, ...deltas: string[]): LooseEvent[] => [
  { type: 'TEXT_MESSAGE_START', messageId, role: 'assistant' },
  ...deltas.map((delta) => ({ type: 'TEXT_MESSAGE_CONTENT', messageId, delta })),
  { type: 'TEXT_MESSAGE_END', messageId },
];
export const tool = (id: string, name: string, title: string, args: string[]): LooseEvent[] => [
  { type: 'TOOL_CALL_START', toolCallId: id, toolCallName: name, metadata: { title } },
  ...args.map((delta) => ({ type: 'TOOL_CALL_ARGS', toolCallId: id, delta })),
  { type: 'TOOL_CALL_END', toolCallId: id },
];
export const toolResult = (id: string, content: string, metadata: Record<string, unknown>): LooseEvent => ({
  type: 'TOOL_CALL_RESULT',
  messageId: `result-${id}`,
  toolCallId: id,
  content,
  metadata,
});
export const part = (messageId: string, content: { type: string; [field: string]: unknown }): LooseEvent => ({
  type: 'ACTIVITY_SNAPSHOT',
  messageId,
  activityType: content.type,
  content,
});

/** A funnel question answered with one tool, words, a chart, a table, the filter and suggestions, in a mixed order. */
export const funnelAnswer = frames('run-1', 1, [
  started('run-1'),
  { type: 'STEP_STARTED', stepName: 'sales-data' },
  ...tool('call-1', 'query_report', '查询销售漏斗', ['{"metrics":["open_', 'amount"],"period":"本季度"}']),
  toolResult('call-1', '得到 4 个阶段', { duration: 640 }),
  ...text('message-1', '本季度在跟商机', '共 **¥320 万**。'),
  part('part-1', { type: 'suggestions', items: ['和上季度比'] }),
  part('part-2', {
    type: 'table',
    columns: [{ key: 'stage', label: '阶段', format: 'text' }],
    rows: [{ stage: '初步接洽' }],
  }),
  part('part-3', { type: 'filter', sentence: '全部区域，2026 年第四季度' }),
  { type: 'STEP_FINISHED', stepName: 'sales-data' },
  finished('run-1', { type: 'success' }),
]);

export const pendingCard: ApprovalCard = {
  id: '0199f3a2-7a51-7c11-9d1e-3f6b0c2a4d10',
  tool: 'add_tags',
  title: '给 2 个客户打标签',
  summary: '给晨光电子、远航物流加上「年底冲刺」。',
  risk: 'write',
  changes: [
    {
      entity: 'customer',
      record_id: '0199f3a2-7a51-7c11-9d1e-3f6b0c2a4d11',
      record_label: '晨光电子',
      field: '标签',
      before: '重点',
      after: '重点、年底冲刺',
    },
  ],
  outgoing_text: null,
  recipients: 0,
  fields: [{ name: 'tags', label: '标签', kind: 'tags', value: ['年底冲刺'] }],
  refs: [],
  hash: 'hash-1',
  status: 'pending',
  expires_at: '2026-11-19T07:30:00.000Z',
  result: null,
};

export const approvedCard: ApprovalCard = {
  ...pendingCard,
  status: 'approved',
  result: '已给 2 个客户加上「年底冲刺」。',
};

/** A run that proposes a change and waits. */
export const proposal = frames(
  'run-2',
  1,
  [
    started('run-2'),
    ...tool('call-2', 'add_tags', '打标签', ['{"tags":["年底冲刺"]}']),
    ...text('message-2', '我准备给 2 个客户打标签，请过目。'),
    part('card-1', { type: 'approval', ...pendingCard }),
    finished('run-2', { type: 'interrupt', interrupts: [{ id: pendingCard.id, reason: 'approval' }] }),
  ].map((event) => (event.activityType === 'approval' ? { ...event, content: pendingCard } : event)),
);

/** The run that carries out what was agreed to. */
export const resumption = frames('run-3', proposal.length + 1, [
  started('run-3'),
  toolResult('call-2', '已更新 2 个客户', { duration: 120 }),
  { type: 'ACTIVITY_SNAPSHOT', messageId: 'card-1', activityType: 'approval', content: approvedCard },
  ...text('message-3', '已经打好标签。'),
  finished('run-3', { type: 'success' }),
]);

/** A stored conversation with one question and one answer, up to event 20. */
export const storedDetail: ConversationDetail = {
  id: THREAD,
  title: '漏斗',
  created_at: '2026-11-18T07:00:00.000Z',
  updated_at: '2026-11-18T07:01:00.000Z',
  active_run_id: null,
  pending_approvals: 0,
  last_seq: 20,
  messages: [
    message('question-0', 'user', '本季度漏斗', 'run-0'),
    message('message-0', 'assistant', '共 ¥320 万。', 'run-0'),
  ],
};

function message(id: string, role: 'user' | 'assistant', content: string, runId: string) {
  const created_at = '2026-11-18T07:00:00.000Z';
  return {
    id,
    role,
    content,
    agent: null,
    parts: [],
    steps: [],
    approvals: [],
    run_id: runId,
    run_status: 'finished' as const,
    created_at,
  };
}
