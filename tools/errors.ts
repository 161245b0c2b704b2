import { errorsOf, type ErrorCatalogue } from '../kernel/errors.ts';

export const TOOL_ERRORS = {
  'tools.ambiguous': {
    kind: 'invalid',
    zh: '叫“{name}”的{label}有 {count} 个，请问是哪一个？',
    en: 'There are {count} records named {name}. Which one?',
  },
  'tools.not_found': {
    kind: 'not_found',
    zh: '没有找到{label}“{name}”。{near}',
    en: 'No {label} named {name}. {near}',
  },
  'tools.missing': { kind: 'invalid', zh: '还缺少{label}，请补充一下。', en: '{label} is missing.' },
  'tools.unknown': { kind: 'invalid', zh: '没有“{name}”这个工具。', en: 'There is no tool named {name}.' },
  'tools.bad_arguments': {
    kind: 'invalid',
    zh: '工具“{name}”的参数不对：{problems}',
    en: 'Bad arguments for {name}: {problems}',
  },
  'tools.nothing_to_change': { kind: 'invalid', zh: '{reason}，不用再改。', en: 'Nothing to change: {reason}' },
  'tools.not_assignable': {
    kind: 'conflict',
    zh: '现在按规则分不出去：{reason}可以直接指定同事来接。',
    en: 'The rules give it to nobody now: {reason} Name a colleague instead.',
  },
  'tools.not_in_pool': {
    kind: 'conflict',
    zh: '公海里没有“{name}”。{hint}',
    en: 'No {name} in the pool. {hint}',
  },
  'tools.past_time': { kind: 'invalid', zh: '{time} 已经过去了，请换一个将来的时间。', en: '{time} is in the past.' },
  'tools.bad_forecast_period': {
    kind: 'invalid',
    zh: '业绩预测只看本月起的 {months} 个月，请换一段时间。',
    en: 'The forecast covers {months} months from this one on.',
  },
  'tools.which_task': {
    kind: 'invalid',
    zh: '{name}有 {count} 项待做的交付任务，请问是哪一项？',
    en: '{name} has {count} delivery tasks waiting. Which one?',
  },
  'tools.which_track_task': {
    kind: 'invalid',
    zh: '这样的跟踪任务有 {count} 个，请问是哪一个？',
    en: 'There are {count} such tasks. Which one?',
  },
  'tools.which_call_task': {
    kind: 'invalid',
    zh: '这样的外呼任务有 {count} 个，请问是哪一个？',
    en: 'There are {count} such call tasks. Which one?',
  },
  'tools.no_script': {
    kind: 'invalid',
    zh: '还没有可以用的外呼话术。{hint}',
    en: 'There is no script to call with. {hint}',
  },
  'tools.which_alert': {
    kind: 'invalid',
    zh: '这样的告警有 {count} 条，请问是哪一条？',
    en: 'There are {count} such alerts. Which one?',
  },
  'tools.which_command': {
    kind: 'invalid',
    zh: '这样的消息有 {count} 条，请问是哪一条？',
    en: 'There are {count} such messages. Which one?',
  },
  'tools.which_sop': {
    kind: 'invalid',
    zh: '这样的流程有 {count} 个，请问是哪一个？',
    en: 'There are {count} such sequences. Which one?',
  },
  'tools.nothing_fits': {
    kind: 'not_found',
    zh: '{what}。',
    en: 'Nothing fits: {what}',
  },
  'tools.no_open_order': {
    kind: 'not_found',
    zh: '“{name}”没有进行中的订单，请先从赢单的商机生成订单。',
    en: '{name} has no order in work.',
  },
} as const satisfies ErrorCatalogue;

export const toolError = errorsOf(TOOL_ERRORS);

/** One way to read an ambiguous name; choosing it sends `value` back as the person's answer. */
export interface NameChoice {
  readonly label: string;
  readonly value: string;
}
