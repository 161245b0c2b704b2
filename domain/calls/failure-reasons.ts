import type { EndingMeaning } from './next-steps.ts';

/** Why a whole job failed, as the dialer sums up its dials. `unknown` is also a word of the vendor's own. */
export const FAILURE_REASONS = [
  'unknown',
  'no_answer',
  'invalid_plan',
  'time_up',
  'no_plan',
  'call_failed',
  'number_day_limit',
  'block_listed',
  'empty_number',
  'job_day_limit',
  'verification_cancelled',
  'contact_suspended',
  'in_arrears',
  'out_of_service',
  'attempts_used_up',
] as const;
export type FailureReason = (typeof FAILURE_REASONS)[number];

const HOUR = 60;
const DAY = 24 * HOUR;

const meaning = (zh: string, en: string, step: EndingMeaning['step'], after: number | null = null): EndingMeaning => ({
  zh,
  en,
  step,
  after_minutes: after,
});

/** What a job's failure means when its last dial does not say more. */
export const FAILURE_REASON_TABLE: Readonly<Record<FailureReason, EndingMeaning>> = {
  unknown: meaning('原因未知', 'unknown', 'call_again', 2 * HOUR),
  no_answer: meaning('无人接听', 'no answer', 'call_again', 2 * HOUR),
  invalid_plan: meaning('拨打策略有误', 'the plan is not valid', 'check_setup'),
  time_up: meaning('任务时间已到，没有拨打', 'time was up before the call', 'call_again', 2 * HOUR),
  no_plan: meaning('没有拨打策略', 'no plan', 'check_setup'),
  call_failed: meaning('呼叫失败', 'call failed', 'call_again', 2 * HOUR),
  number_day_limit: meaning('号码当天拨打次数已满', 'daily limit of the number', 'call_again', DAY),
  block_listed: meaning('号码在黑名单', 'on the block list', 'do_not_call'),
  empty_number: meaning('空号', 'empty number', 'mark_number_invalid'),
  job_day_limit: meaning('任务当天拨打次数已满', 'daily limit of the job', 'call_again', DAY),
  verification_cancelled: meaning('外呼前校验未通过', 'refused by the check before the call', 'check_setup'),
  contact_suspended: meaning('联系人已暂停外呼', 'the contact is suspended', 'do_not_call'),
  in_arrears: meaning('欠费停机', 'in arrears', 'call_again', 3 * DAY),
  out_of_service: meaning('停机', 'out of service', 'call_again', 3 * DAY),
  attempts_used_up: meaning('重拨次数已用完', 'no attempts left', 'call_by_person'),
};
