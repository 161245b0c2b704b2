import { REPLY_CLASSES, SOP_TRIGGERS, type ReplyClass, type SopTrigger } from '../../../kernel/contracts/sop.ts';
import type { SopVariables } from '../../../kernel/contracts/sop-instances.ts';
import { localDay, localMinute } from '../../../kernel/time-phrases/local-day.ts';
import { weekdayOf } from '../../../kernel/time-phrases/calendar.ts';

/** What is known of a contact when a text is filled in; null: not known. */
export interface VariableFacts {
  /** The name to call them by: of the CRM where they are known there, else that of the channel. */
  readonly contact_name: string | null;
  readonly contact_wxid: string | null;
  readonly contact_remark: string | null;
  readonly contact_title: string | null;
  readonly customer_name: string | null;
  readonly account_nickname: string | null;
  readonly owner_name: string | null;
}

/** A variable that is there without being declared. */
export interface BuiltInVariable {
  readonly label: string;
  readonly kind: 'text' | 'number';
  readonly example: string | number;
  /** `fact`: read of contact and account; `time`: of now; `course`: what the running sequence keeps. */
  readonly source: 'fact' | 'time' | 'course';
}

/** All built-in variables with the words people read (spec 000 «内置变量»). */
export const BUILT_IN_VARIABLES = {
  contact_name: { label: '联系人姓名', kind: 'text', example: '张三', source: 'fact' },
  contact_wxid: { label: '联系人微信号', kind: 'text', example: 'wxid_abc123', source: 'fact' },
  contact_remark: { label: '联系人备注', kind: 'text', example: '云杉科技-张三', source: 'fact' },
  contact_title: { label: '联系人职务', kind: 'text', example: '采购经理', source: 'fact' },
  customer_name: { label: '客户名称', kind: 'text', example: '云杉科技', source: 'fact' },
  account_nickname: { label: '账号昵称', kind: 'text', example: '销售小王', source: 'fact' },
  owner_name: { label: '负责人姓名', kind: 'text', example: '王磊', source: 'fact' },
  current_time: { label: '现在的时间', kind: 'text', example: '2026-11-21 14:30:00', source: 'time' },
  current_date: { label: '今天的日期', kind: 'text', example: '2026-11-21', source: 'time' },
  weekday: { label: '星期几', kind: 'text', example: '星期六', source: 'time' },
  greeting: { label: '按时间的问候', kind: 'text', example: '下午好', source: 'time' },
  last_message_sent: { label: '上一条发出的内容', kind: 'text', example: '您好，欢迎加微信', source: 'course' },
  last_message_time: { label: '上一条发出的时间', kind: 'text', example: '2026-11-21T06:30:00.000Z', source: 'course' },
  last_reply: { label: '最近的回复', kind: 'text', example: '想了解一下价格', source: 'course' },
  last_reply_class: { label: '最近回复的意思', kind: 'text', example: '有兴趣', source: 'course' },
  trigger_type: { label: '怎样开始的', kind: 'text', example: '新好友', source: 'course' },
  follow_up_count: { label: '已发出几条', kind: 'number', example: 3, source: 'course' },
} as const satisfies Readonly<Record<string, BuiltInVariable>>;
export type BuiltInName = keyof typeof BUILT_IN_VARIABLES;

/** The classes of replies, as people say them. */
export const REPLY_CLASS_WORDS: Readonly<Record<ReplyClass, string>> = {
  interested: '有兴趣',
  later: '以后再说',
  refuse: '拒绝',
  question: '提问',
  other: '其他',
};

/** What starts a sequence, as people say it. */
export const TRIGGER_WORDS: Readonly<Record<SopTrigger, string>> = {
  new_friend: '新好友',
  message_received: '收到消息',
  keyword_matched: '关键词',
  schedule: '定时',
  delay: '加好友后一段时间',
  condition: '满足条件',
  manual: '手动',
  stage_changed: '商机阶段变化',
  lead_scored: '线索评级',
  call_finished: '外呼结束',
};

const WEEKDAYS = ['星期一', '星期二', '星期三', '星期四', '星期五', '星期六', '星期日'] as const;

/** How one greets at an hour of the day, the last hour that it is said in first; total over 0 to 23. */
export const GREETINGS: readonly { readonly until: number; readonly words: string }[] = [
  { until: 5, words: '晚上好' },
  { until: 11, words: '上午好' },
  { until: 13, words: '中午好' },
  { until: 18, words: '下午好' },
  { until: 24, words: '晚上好' },
];

/** The greeting at a moment, in the organisation's zone. */
export function greetingAt(now: Date): string {
  const hour = Number(localMinute(now).slice(11, 13));
  return GREETINGS.find(({ until }) => hour < until)!.words;
}

function timeValues(now: Date): SopVariables {
  const seconds = String(now.getUTCSeconds()).padStart(2, '0');
  return {
    current_time: `${localMinute(now).replace('T', ' ')}:${seconds}`,
    current_date: localDay(now),
    weekday: WEEKDAYS[weekdayOf(localDay(now)) - 1]!,
    greeting: greetingAt(now),
  };
}

/**
 * All values a text may name. What a sequence carries along (`own`) goes before what is read of the contact, so that a name
 * given at the start counts; an empty own value does not hide a known one. The time is always now's. Classes and triggers
 * come as the words people say.
 */
export function variableValues(facts: VariableFacts, own: SopVariables, now: Date): SopVariables {
  const said = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== null && value !== ''));
  const values: SopVariables = { follow_up_count: 0, ...facts, ...said, ...timeValues(now) };
  return {
    ...values,
    ...inWords(values, 'last_reply_class', REPLY_CLASSES, REPLY_CLASS_WORDS),
    ...inWords(values, 'trigger_type', SOP_TRIGGERS, TRIGGER_WORDS),
  };
}

function inWords<K extends string>(
  values: SopVariables,
  name: BuiltInName,
  keys: readonly K[],
  words: Readonly<Record<K, string>>,
): SopVariables {
  const key = keys.find((one) => one === values[name]);
  return key === undefined ? {} : { [name]: words[key] };
}

/** Whether a name is a built-in variable. */
export function isBuiltIn(name: string): name is BuiltInName {
  return Object.hasOwn(BUILT_IN_VARIABLES, name);
}
