import { readPolicy } from '../../policies/read-policy.ts';
import { ALERT_RULES } from '../rules/alert-rules.ts';
import type { AlertScope } from '../lifecycle/alert-row.ts';
import { endAnswered } from './end-answered.ts';
import { findUnanswered } from './find-unanswered.ts';
import { promoteOverdue } from './promote-overdue.ts';

/**
 * What only time tells of alerts, by the rules of this moment. What was answered ends first, so that nothing is raised
 * that is over. Each alert is a transaction of its own: a crash repeats nothing, and the rest waits for the next minute.
 */
export async function watchAlertsNow(
  scope: AlertScope,
  signal: AbortSignal,
): Promise<{ readonly ended: number; readonly promoted: number; readonly opened: number }> {
  const { value: rules } = await readPolicy(scope, ALERT_RULES);
  const ended = await endAnswered(scope, rules, signal);
  const promoted = await promoteOverdue(scope, rules, signal);
  const opened = await findUnanswered(scope, rules, signal);
  return { ended, promoted, opened };
}
