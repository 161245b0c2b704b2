import { AssignmentHours } from '../../../db/entities/crm/assignment-hours.entity.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { AssignmentHoursView } from '../../../kernel/contracts/assignment.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { ReadScope, WriteScope } from '../crm-scope.ts';
import { requireVersion } from '../lock-row.ts';
import { recordChange } from '../record-change.ts';
import { assignmentError } from './errors.ts';

/** The one row of the organisation's hours. */
const ONLY = 1;
/** Audit lines name a record by a UUID; this one stands for the hours. */
const HOURS_ID = '00000000-0000-7000-8000-000000000001';

/** When leads are given out. */
export async function readHours(scope: Pick<ReadScope, 'em'>): Promise<AssignmentHoursView> {
  const row = await scope.em.findOneOrFail(AssignmentHours, { id: ONLY }, { refresh: true });
  const { days, opens, closes, skipHolidays, version } = row;
  return { days: days.map(Number), opens, closes, skip_holidays: skipHolidays, version };
}

/**
 * Sets when leads are given out.
 * @throws AppError `access.not_permitted`, `crm.stale_version`, `crm.hours_end_before_they_start`
 */
export async function setHours(outer: WriteScope, input: AssignmentHoursView): Promise<AssignmentHoursView> {
  requirePermission(outer.actor, 'crm.configure');
  if (input.closes <= input.opens) throw assignmentError('crm.hours_end_before_they_start');
  return await inTransaction(outer, async (scope) => {
    const before = await readHours(scope);
    const row = await scope.em.findOneOrFail(AssignmentHours, { id: ONLY });
    requireVersion(row, input.version);
    row.days = [...new Set(input.days)].toSorted();
    row.opens = input.opens;
    row.closes = input.closes;
    row.skipHolidays = input.skip_holidays;
    row.updatedAt = scope.clock.now();
    await scope.em.flush();
    const after = await readHours(scope);
    recordChange(scope, { entity: 'assignment_hours', id: HOURS_ID, change: 'updated', before, after });
    await scope.em.flush();
    return after;
  });
}
