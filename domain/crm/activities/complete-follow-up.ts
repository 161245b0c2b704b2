import type { ActivityView } from '../../../kernel/contracts/crm.ts';
import { inTransaction } from '../../in-transaction.ts';
import { appendTimeline } from '../append-timeline.ts';
import type { TellScope } from '../crm-scope.ts';
import { crmError } from '../errors.ts';
import { tellLeadTouched } from '../leads/tell-lead-touched.ts';
import { recordChange } from '../record-change.ts';
import { touchLastActivity } from '../touch-last-activity.ts';
import { ACTIVITY_KIND_WORDS } from '../words.ts';
import { readActivity } from './activity-view.ts';
import { lockActivity } from './lock-activity.ts';
import { parentsOf } from './update-activity.ts';

export interface CompleteFollowUp {
  readonly id: string;
  /** Left out, the current version is taken. */
  readonly version?: number;
  /** What came out of it; added below what the follow-up said before. */
  readonly note?: string;
}

/**
 * Marks a planned follow-up as done now.
 * @throws AppError `crm.activity_not_found`, `crm.stale_version`, `crm.follow_up_not_planned`
 */
export async function completeFollowUp(outer: TellScope, input: CompleteFollowUp): Promise<ActivityView> {
  return await inTransaction(outer, async (scope) => {
    const row = await lockActivity(scope, input.id, input.version);
    if (row.status !== 'planned') throw crmError('crm.follow_up_not_planned');
    const now = scope.clock.now();
    row.status = 'done';
    row.occurredAt = now;
    row.updatedAt = now;
    if (input.note) row.content = row.content ? `${row.content}\n${input.note}` : input.note;
    appendTimeline(scope, {
      customerId: row.customer,
      kind: 'activity.completed',
      about: `${ACTIVITY_KIND_WORDS[row.kind]} · ${row.subject}`,
      body: input.note ?? null,
      entity: 'activity',
      entityId: row.id,
    });
    recordChange(scope, {
      entity: 'activity',
      id: row.id,
      change: 'updated',
      verb: 'completed',
      before: { status: 'planned' },
      after: { status: 'done', occurred_at: now, ...(input.note ? { note: input.note } : {}) },
    });
    await touchLastActivity(scope, parentsOf(row));
    await tellLeadTouched(scope, [row.lead], 'activity');
    return await readActivity(scope, row.id);
  });
}
