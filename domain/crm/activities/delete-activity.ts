import { inTransaction } from '../../in-transaction.ts';
import { appendTimeline } from '../append-timeline.ts';
import type { TellScope } from '../crm-scope.ts';
import { tellLeadTouched } from '../leads/tell-lead-touched.ts';
import { recordChange } from '../record-change.ts';
import { touchLastActivity } from '../touch-last-activity.ts';
import { lockActivity } from './lock-activity.ts';
import { parentsOf } from './update-activity.ts';

/**
 * Deletes an activity; the last activity of its customer, lead and opportunity follows.
 * @throws AppError `crm.activity_not_found`
 */
export async function deleteActivity(outer: TellScope, input: { readonly id: string }): Promise<void> {
  await inTransaction(outer, async (scope) => {
    const row = await lockActivity(scope, input.id);
    const { id, kind, status, subject, customer } = row;
    const parents = parentsOf(row);
    scope.em.remove(row);
    appendTimeline(scope, {
      customerId: customer,
      kind: 'activity.deleted',
      about: subject,
      entity: 'activity',
      entityId: id,
    });
    recordChange(scope, {
      entity: 'activity',
      id,
      change: 'deleted',
      before: { kind, status, subject, customer_id: customer ?? null },
    });
    await touchLastActivity(scope, parents);
    await tellLeadTouched(scope, parents.leads, 'activity');
  });
}
