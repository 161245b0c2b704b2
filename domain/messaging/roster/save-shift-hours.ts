import { query } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { SaveShiftHours, ShiftHoursView } from '../../../kernel/contracts/messaging-robots.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import { messagingError } from '../errors.ts';
import type { WriteScope } from '../messaging-scope.ts';
import { readShiftHours } from './read-shift-hours.ts';

/**
 * Changes when robots change shifts; it counts for everything queued from now on.
 * @throws AppError `access.not_permitted`, `messaging.stale_version`
 */
export async function saveShiftHours(outer: WriteScope, input: SaveShiftHours): Promise<ShiftHoursView> {
  requirePermission(outer.actor, 'messaging.configure');
  return await inTransaction(outer, async (scope) => {
    const before = await readShiftHours(scope);
    const [saved] = await query(
      scope.em,
      `update robot_shift set day_from = $1, day_to = $2, updated_at = $3, version = version + 1
       where id = 1 and version = $4 returning 1 as one`,
      [input.day_from, input.day_to, scope.clock.now(), input.version],
    );
    if (!saved) throw messagingError('messaging.stale_version', { details: { current_version: before.version } });
    appendAudit(scope, { action: 'robot_shift.saved', entity: 'robot_shift', entityId: null, before, after: input });
    await scope.em.flush();
    return await readShiftHours(scope);
  });
}
