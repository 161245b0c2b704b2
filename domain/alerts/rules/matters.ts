import type { AlertCause } from '../../../kernel/contracts/alerts.ts';

/**
 * What an alert is about. Two causes of one matter are the same problem at two strengths: the second makes the first
 * louder instead of opening another alert.
 */
const MATTERS: Readonly<Record<AlertCause, string>> = {
  complaint: 'complaint',
  dissatisfied: 'dissatisfied',
  operations: 'operations',
  mood_worse: 'mood',
  mood_keeps_worsening: 'mood',
  churn_risk: 'churn_risk',
  unanswered_long: 'unanswered',
  unanswered: 'unanswered',
  important_question: 'important_question',
  ordinary: 'ordinary',
};

/** The matter of a cause. */
export function matterOf(cause: AlertCause): string {
  return MATTERS[cause];
}
