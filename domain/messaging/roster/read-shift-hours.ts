import { queryOne } from '../../../db/query.ts';
import type { ShiftHoursView } from '../../../kernel/contracts/messaging-robots.ts';
import type { ReadScope } from '../messaging-scope.ts';

/** When robots change shifts. */
export async function readShiftHours(scope: Pick<ReadScope, 'em'>): Promise<ShiftHoursView> {
  const row = await queryOne<ShiftHoursView>(
    scope.em,
    'select day_from, day_to, version from robot_shift where id = 1',
  );
  return row!;
}
