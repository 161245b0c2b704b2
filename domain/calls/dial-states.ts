import type { EndingMeaning } from './next-steps.ts';

/**
 * How a single dial of a job stands or ended (a job dials several times). Those that begin with `reached` were answered.
 * `unknown`: a word of the vendor that we do not know yet.
 */
export const DIAL_STATES = [
  'executing',
  'reached',
  'no_answer',
  'not_exist',
  'busy',
  'cancelled',
  'failed',
  'not_connected',
  'powered_off',
  'out_of_service',
  'in_arrears',
  'empty_number',
  'number_day_limit',
  'block_listed',
  'caller_not_registered',
  'terminated',
  'verification_cancelled',
  'out_of_service_not_dialled',
  'in_arrears_not_dialled',
  'caller_number_not_exist',
  'reached_finished',
  'reached_robot_left_unanswered',
  'reached_robot_left_silence',
  'reached_contact_left_unanswered',
  'reached_contact_left',
  'reached_transferred_by_intent',
  'reached_transferred_unanswered',
  'reached_without_words',
  'reached_robot_error',
  'reached_voice_assistant',
  'reached_extension',
  'reached_intercepted',
  'high_risk_line',
  'unknown',
] as const;
export type DialState = (typeof DIAL_STATES)[number];

export interface DialMeaning extends EndingMeaning {
  readonly final: boolean;
  readonly reached: boolean;
  /** Whether a phone rang (or would have): a dial that was held back before costs nothing and counts for no rate. */
  readonly dialled: boolean;
}

const HOUR = 60;
const DAY = 24 * HOUR;

const held = (zh: string, en: string, step: EndingMeaning['step'], after: number | null = null): DialMeaning => ({
  zh,
  en,
  step,
  after_minutes: after,
  final: true,
  reached: false,
  dialled: false,
});
const missed = (zh: string, en: string, step: EndingMeaning['step'], after: number | null = null): DialMeaning => ({
  ...held(zh, en, step, after),
  dialled: true,
});
const reached = (zh: string, en: string, step: EndingMeaning['step'], after: number | null = null): DialMeaning => ({
  ...missed(zh, en, step, after),
  reached: true,
});

/** What each end of a dial means for the person's next call. A business table: change a cell, not the code that reads it. */
export const DIAL_STATE_TABLE: Readonly<Record<DialState, DialMeaning>> = {
  executing: { ...missed('正在通话', 'on the line', 'wait'), final: false },
  reached: reached('已接通', 'reached', 'read_conversation'),
  no_answer: missed('无人接听', 'no answer', 'call_again', 2 * HOUR),
  not_exist: missed('号码不存在', 'number does not exist', 'mark_number_invalid'),
  busy: missed('占线', 'busy', 'call_again', 2 * HOUR),
  cancelled: held('已取消', 'cancelled', 'none'),
  failed: missed('呼叫失败', 'call failed', 'call_again', 2 * HOUR),
  not_connected: missed('无法接通', 'not connected', 'call_again', 4 * HOUR),
  powered_off: missed('关机', 'powered off', 'call_again', DAY),
  out_of_service: missed('停机', 'out of service', 'call_again', 3 * DAY),
  in_arrears: missed('欠费停机', 'in arrears', 'call_again', 3 * DAY),
  empty_number: missed('空号', 'empty number', 'mark_number_invalid'),
  number_day_limit: held('号码当天拨打次数已满', 'daily limit of the number', 'call_again', DAY),
  block_listed: held('号码在黑名单', 'on the block list', 'do_not_call'),
  caller_not_registered: held('主叫号码未报备', 'caller not registered', 'check_setup'),
  terminated: held('已终止', 'terminated', 'none'),
  verification_cancelled: held('外呼前校验未通过', 'refused by the check before the call', 'check_setup'),
  out_of_service_not_dialled: held('停机，未拨打', 'out of service, not dialled', 'call_again', 3 * DAY),
  in_arrears_not_dialled: held('欠费，未拨打', 'in arrears, not dialled', 'call_again', 3 * DAY),
  caller_number_not_exist: held('主叫号码不存在', 'caller number does not exist', 'check_setup'),
  reached_finished: reached('通话完成', 'finished', 'read_conversation'),
  reached_robot_left_unanswered: reached('多次未应答，机器人挂断', 'robot left: no reply', 'read_conversation'),
  reached_robot_left_silence: reached('对方静音，机器人挂断', 'robot left: silence', 'call_again', 4 * HOUR),
  reached_contact_left_unanswered: reached('机器人未应答，对方挂断', 'contact left: no reply', 'call_by_person'),
  reached_contact_left: reached('对方挂断', 'contact hung up', 'read_conversation'),
  reached_transferred_by_intent: reached('按意图转人工', 'handed over by intent', 'read_conversation'),
  reached_transferred_unanswered: reached('机器人未应答，转人工', 'handed over: no reply', 'read_conversation'),
  reached_without_words: reached('接通后没有交流', 'answered without words', 'call_again', 4 * HOUR),
  reached_robot_error: reached('机器人出错', 'robot error', 'call_by_person'),
  reached_voice_assistant: reached('语音助手接听', 'answered by an assistant', 'call_again', 4 * HOUR),
  reached_extension: reached('总机分机转接', 'answered by a switchboard', 'call_by_person'),
  reached_intercepted: reached('特殊语音拦截', 'intercepted by an announcement', 'call_by_person'),
  high_risk_line: missed('线路风险拦截', 'held back as high risk', 'check_setup'),
  unknown: { ...missed('结果未知', 'unknown', 'wait'), final: false },
};
