import { query } from '../../../db/query.ts';
import { ALERT_LEVELS, type AlertLevel } from '../../../kernel/contracts/judgement.ts';
import type { AlertRules } from '../../../kernel/contracts/policies.ts';
import type { AlertScope } from '../lifecycle/alert-row.ts';
import { raiseAlert } from '../lifecycle/raise-alert.ts';
import { oneLouder } from '../rules/judge-message.ts';

const AT_ONCE = 500;
const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;

/** Raises by one level, once, what was opened long ago and nobody settled: being looked at does not count as solved. */
export async function promoteOverdue(scope: AlertScope, rules: AlertRules, signal: AbortSignal): Promise<number> {
  const { after_minutes: after, levels } = rules.promotion;
  const promoted = ALERT_LEVELS.filter((level) => levels[level]);
  const rows = await query<{ id: string; level: AlertLevel }>(
    scope.em,
    `select id, level from alert where status in ('open', 'acknowledged') and promoted_at is null and opened_at <= $1
       and level = any ($2::text[]) order by opened_at, id limit ${AT_ONCE}`,
    [new Date(scope.clock.now().getTime() - after * MINUTE_MS), promoted],
  );
  let raised = 0;
  for (const { id, level } of rows) {
    signal.throwIfAborted();
    const reason = `超过 ${inWords(after)}没有解决，提升一级`;
    if (await raiseAlert(scope, { id, level: oneLouder(level), reason, overdue: true })) raised += 1;
  }
  return raised;
}

function inWords(minutes: number): string {
  return minutes % HOUR_MINUTES === 0 ? `${minutes / HOUR_MINUTES} 小时` : `${minutes} 分钟`;
}
