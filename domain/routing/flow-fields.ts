import { ROLE_WORDS } from '../messaging/words.ts';
import { INTENTS } from '../assistant.port.ts';
import type { FieldCatalogue } from '../../kernel/conditions/field-catalogue.ts';
import { CHANNEL_MESSAGE_KINDS, CONVERSATION_KINDS } from '../../kernel/contracts/messaging.ts';
import { STAFF_STATES } from '../../kernel/contracts/messaging-people.ts';
import { ALERT_LEVELS, PRIORITIES, type FlowState } from './flow-state.ts';

/** What a branch may ask: each field with where its value stands in the flow's state. */
interface FlowField {
  readonly field: FieldCatalogue[string];
  readonly value: (state: FlowState, now: Date) => unknown;
}

const named = (values: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(values.map((value) => [value, value]));
const SHANGHAI = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', hourCycle: 'h23' });
const flag = (label: string): FieldCatalogue[string] => ({ label, kind: 'boolean' });

const FIELDS: Readonly<Record<string, FlowField>> = {
  'message.text': { field: { label: '消息内容', kind: 'text' }, value: ({ message }) => message.text },
  'message.kind': {
    field: { label: '消息类型', kind: 'choice', choices: named(CHANNEL_MESSAGE_KINDS) },
    value: ({ message }) => message.kind,
  },
  'message.mentions_account': { field: flag('@ 了我们的账号'), value: ({ message }) => message.mentions_account },
  'message.mentions_people': {
    field: flag('@ 了群里的人'),
    value: ({ message }) => message.mentioned_person_ids.length > 0,
  },
  'message.own': { field: flag('自己账号手工发出'), value: ({ message }) => message.own },
  'conversation.kind': {
    field: { label: '会话类型', kind: 'choice', choices: named(CONVERSATION_KINDS) },
    value: ({ conversation }) => conversation?.kind,
  },
  'conversation.name': { field: { label: '群名', kind: 'text' }, value: ({ conversation }) => conversation?.name },
  'conversation.internal': { field: flag('内部群'), value: ({ conversation }) => conversation?.internal },
  'conversation.silent': {
    field: flag('同事正在接待'),
    value: ({ conversation }, now) =>
      conversation && conversation.silent_until !== null && new Date(conversation.silent_until) > now,
  },
  'conversation.has_customer': {
    field: flag('已关联客户'),
    value: ({ conversation }) => conversation && conversation.customer_id !== null,
  },
  'sender.role': {
    field: { label: '发送者身份', kind: 'choice', choices: ROLE_WORDS },
    value: ({ sender }) => sender?.role,
  },
  'sender.confidence': { field: { label: '身份把握', kind: 'number' }, value: ({ sender }) => sender?.confidence },
  'sender.name': { field: { label: '发送者名字', kind: 'text' }, value: ({ sender }) => sender?.name },
  'after_sales.response': { field: flag('是售后响应'), value: (state) => state.after_sales?.response },
  'after_sales.kind': {
    field: {
      label: '售后任务类型',
      kind: 'choice',
      choices: { real_name: '实名认证', scan_login: '扫码登录', bind_phone: '绑定手机', other: '其他' },
    },
    value: (state) => state.after_sales_request?.kind,
  },
  'staff.state': {
    field: {
      label: '服务人员状态',
      kind: 'choice',
      choices: { online: '在线', busy: '忙碌', offline: '离线' } satisfies Record<
        (typeof STAFF_STATES)[number],
        string
      >,
    },
    value: ({ staff }) => staff?.state,
  },
  'operation.needs_answer': { field: flag('运营消息需要回应'), value: ({ operation }) => operation?.needs_answer },
  'intervention.happened': { field: flag('工作人员已介入'), value: ({ intervention }) => intervention?.happened },
  'conflict.found': { field: flag('有冲突'), value: ({ conflict }) => conflict?.found },
  intent: {
    field: { label: '意图', kind: 'choice', choices: named(INTENTS) },
    value: ({ classified }) => classified?.intent,
  },
  mood: { field: { label: '情绪（0 差，1 好）', kind: 'number' }, value: ({ classified }) => classified?.mood },
  complaint: { field: flag('是投诉'), value: ({ classified }) => classified?.complaint },
  important: { field: flag('是重要问题'), value: ({ classified }) => classified?.important },
  priority: {
    field: {
      label: '优先级',
      kind: 'choice',
      choices: { high: '高', medium: '中', low: '低' } satisfies Record<(typeof PRIORITIES)[number], string>,
    },
    value: ({ priority }) => priority,
  },
  'alert.level': {
    field: { label: '告警级别', kind: 'choice', choices: named(ALERT_LEVELS) },
    value: ({ alert }) => alert?.level,
  },
  'reply.wanted': { field: flag('要回复'), value: ({ reply }) => reply?.wanted },
  'reply.checked': { field: flag('回复已通过检查'), value: ({ reply }) => reply?.checked },
  'delay.band': { field: { label: '延迟时段', kind: 'text' }, value: ({ delay }) => delay?.band },
  hour: { field: { label: '现在几点（0–23）', kind: 'number' }, value: (_state, now) => Number(SHANGHAI.format(now)) },
};

/** The fields a branch of a flow may compare. */
export const FLOW_FIELDS: FieldCatalogue = Object.fromEntries(
  Object.entries(FIELDS).map(([name, { field }]) => [name, field]),
);

/** Their values; what no node has found out yet is missing. */
export function flowValues(state: FlowState, now: Date): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(FIELDS).map(([name, { value }]) => [name, value(state, now)]));
}
