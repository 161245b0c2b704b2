import { AlertRules } from '../../../kernel/contracts/policies.ts';
import { isLouder } from '../../../kernel/contracts/alerts.ts';
import type { PolicyKind } from '../../policies/policy-kind.ts';

/** Spec 002 §3.3. Where it asks for both «mood turned good» and «three in a row», the graver causes want the second. */
const INITIAL: AlertRules = {
  causes: {
    complaint: { level: 'critical', reason: '用户投诉', cancelled_by: ['positive_in_a_row', 'complaint_withdrawn'] },
    dissatisfied: {
      level: 'critical',
      reason: '用户明显不满意',
      cancelled_by: ['mood_positive', 'positive_in_a_row', 'complaint_withdrawn'],
    },
    operations: { level: 'critical', reason: '涉及运营（财神爷）', cancelled_by: ['positive_in_a_row'] },
    mood_worse: { level: 'critical', reason: '用户情绪变差', cancelled_by: ['mood_positive', 'positive_in_a_row'] },
    mood_keeps_worsening: {
      level: 'error',
      reason: '用户情绪一条比一条差',
      cancelled_by: ['mood_positive', 'positive_in_a_row'],
    },
    churn_risk: { level: 'error', reason: '用户流失风险高', cancelled_by: ['positive_in_a_row'] },
    unanswered_long: { level: 'error', reason: '用户很久没有得到回复', cancelled_by: ['answered'] },
    unanswered: { level: 'warning', reason: '用户还没有得到回复', cancelled_by: ['answered'] },
    important_question: {
      level: 'warning',
      reason: '用户询问重要问题',
      cancelled_by: ['mood_positive', 'positive_in_a_row'],
    },
    ordinary: { level: 'info', reason: '普通消息，只记录', cancelled_by: [] },
  },
  notices: {
    critical: { at_once: true, screen: true, work_group: true, managers: true },
    error: { at_once: false, screen: true, work_group: true, managers: false },
    warning: { at_once: false, screen: true, work_group: false, managers: false },
    info: { at_once: false, screen: false, work_group: false, managers: false },
  },
  work_conversation_id: null,
  moods: {
    dissatisfied: 0.2,
    positive: 0.65,
    positive_in_a_row: 3,
    drop: 0.25,
    neutral: 0.45,
    worsening_in_a_row: 3,
    step: 0.05,
    churn_messages: 5,
    churn_mean: 0.35,
  },
  unanswered: { first_minutes: 30, second_minutes: 60 },
  promotion: {
    after_minutes: 120,
    levels: { info: false, warning: true, error: true, critical: false },
    on_worsening: true,
  },
  // Spec 002 §3.3 lowers from the third alert of a day on, to spare people noise. What is critical is no noise: a complaint
  // must not fall silent because the same person was unanswered three times before.
  downgrade: { per_day: 3, except: ['complaint', 'dissatisfied', 'operations', 'mood_worse'] },
};

/** How loud each cause is, who hears of each level, and when an alert is raised, lowered or no longer needed. */
export const ALERT_RULES: PolicyKind<AlertRules> = {
  name: 'alert_rules',
  title: '告警规则',
  description: '每种原因是什么级别、每个级别通知谁，多久没解决要升级，一天几次之后只记录，什么情况自动取消。',
  schema: AlertRules,
  initial: INITIAL,
  check: ({ causes, moods, unanswered, promotion, notices }) => [
    ...(unanswered.second_minutes > unanswered.first_minutes ? [] : ['未回复的第二个时限要比第一个长']),
    ...(isLouder(causes.unanswered.level, causes.unanswered_long.level)
      ? ['“长时间没人回复”的级别不能比“还没人回复”低']
      : []),
    ...(moods.dissatisfied < moods.neutral && moods.neutral < moods.positive
      ? []
      : ['情绪分要依次变大：不满意、中性、正面']),
    ...(promotion.levels.critical ? ['“紧急”已经是最高级，不能再升级'] : []),
    ...(Object.values(notices.critical).some(Boolean) ? [] : ['“紧急”告警至少要通知一处']),
  ],
};
