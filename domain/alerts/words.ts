import type { AlertCause, AlertStatus, CancelCondition } from '../../kernel/contracts/alerts.ts';
import type { AlertLevel } from '../../kernel/contracts/judgement.ts';

/** Levels as people say them. */
export const LEVEL_WORDS: Readonly<Record<AlertLevel, string>> = {
  info: '记录',
  warning: '注意',
  error: '严重',
  critical: '紧急',
};

/** Causes as people say them. */
export const CAUSE_WORDS: Readonly<Record<AlertCause, string>> = {
  complaint: '用户投诉',
  dissatisfied: '用户不满意',
  operations: '涉及运营',
  mood_worse: '情绪变差',
  mood_keeps_worsening: '情绪持续变差',
  churn_risk: '可能流失',
  unanswered_long: '长时间没人回复',
  unanswered: '还没人回复',
  important_question: '问了重要问题',
  ordinary: '普通消息',
};

/** How an alert stands, as people say it. */
export const STATUS_WORDS: Readonly<Record<AlertStatus, string>> = {
  open: '待处理',
  acknowledged: '处理中',
  resolved: '已解决',
  cancelled: '已解决（自动取消）',
};

/** Why an alert was no longer needed. */
export const CANCEL_WORDS: Readonly<Record<CancelCondition, string>> = {
  mood_positive: '用户情绪好转',
  positive_in_a_row: '用户连续几条消息都是正面的',
  complaint_withdrawn: '用户撤销了投诉，或说问题已解决',
  answered: '已经有人回复',
};
