import { query } from '../../../db/query.ts';
import { inTransaction } from '../../in-transaction.ts';
import { isSettled, lockAlert, noteStep, type AlertScope } from './alert-row.ts';

/**
 * Ends an alert that is no longer needed; its history stays. One that somebody settled meanwhile is left alone.
 * @returns whether it was cancelled
 */
export async function cancelAlert(
  outer: AlertScope,
  input: { readonly id: string; readonly reason: string; readonly message_id?: string | null },
): Promise<boolean> {
  return await inTransaction(outer, async (scope) => {
    const row = await lockAlert(scope, input.id);
    if (!row || isSettled(row)) return false;
    await query(
      scope.em,
      `update alert set status = 'cancelled', settled_at = $2, version = version + 1 where id = $1`,
      [row.id, scope.clock.now()],
    );
    const { reason, message_id = null } = input;
    // The end of an alert is shown whatever its level: the screen says «cancelled» (spec 002 §3.3).
    await noteStep(scope, row, { event: 'cancelled', level: row.level, reason, message_id }, { shown: true });
    return true;
  });
}
