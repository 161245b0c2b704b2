import { query } from '../../../db/query.ts';
import { isLouder } from '../../../kernel/contracts/alerts.ts';
import type { AlertLevel } from '../../../kernel/contracts/judgement.ts';
import { inTransaction } from '../../in-transaction.ts';
import { readPolicy } from '../../policies/read-policy.ts';
import { ALERT_RULES } from '../rules/alert-rules.ts';
import { alertReachedLevel } from '../signals.ts';
import { isSettled, lockAlert, noteStep, type AlertScope } from './alert-row.ts';

/**
 * Makes an unsettled alert louder; one that is settled or as loud already is left alone. Who is to know of the new level
 * is told.
 * @returns whether it was raised
 */
export async function raiseAlert(
  outer: AlertScope,
  input: {
    readonly id: string;
    readonly level: AlertLevel;
    readonly reason: string;
    readonly message_id?: string | null;
    /** Nobody solved it in time; happens once. */
    readonly overdue?: boolean;
  },
): Promise<boolean> {
  return await inTransaction(outer, async (scope) => {
    const row = await lockAlert(scope, input.id);
    if (!row || isSettled(row) || !isLouder(input.level, row.level)) return false;
    await query(
      scope.em,
      `update alert set level = $2, reason = $3, promoted_at = case when $4 then $5 else promoted_at end, version = version + 1
       where id = $1`,
      [row.id, input.level, input.reason.slice(0, 300), input.overdue ?? false, scope.clock.now()],
    );
    const { value: rules } = await readPolicy(scope, ALERT_RULES);
    const { level, reason, message_id = null } = input;
    const shown = rules.notices[level].screen;
    await noteStep(scope, row, { event: 'raised', level, reason, message_id }, { shown });
    await scope.jobs.tell(scope.em, alertReachedLevel, { alert_id: row.id, level });
    return true;
  });
}
