import type { InferEntity } from '@mikro-orm/core';
import type { Activity } from '../../../db/entities/crm/activity.entity.ts';
import type { ActivityView, UpdateActivity } from '../../../kernel/contracts/crm.ts';
import { inTransaction } from '../../in-transaction.ts';
import { appendTimeline } from '../append-timeline.ts';
import { applyChanges, hasChanges } from '../apply-changes.ts';
import type { TellScope } from '../crm-scope.ts';
import { crmError } from '../errors.ts';
import { tellLeadTouched } from '../leads/tell-lead-touched.ts';
import { recordChange } from '../record-change.ts';
import { resolveNewOwner } from '../resolve-owner.ts';
import { touchLastActivity } from '../touch-last-activity.ts';
import type { TimelineKind } from '../timeline-kinds.ts';
import { readActivity } from './activity-view.ts';
import { lockActivity } from './lock-activity.ts';

const FIELDS = {
  kind: 'kind',
  status: 'status',
  subject: 'subject',
  content: 'content',
  due_at: 'dueAt',
  occurred_at: 'occurredAt',
} as const;

/**
 * Changes an activity. Fields that are left out stay. What becomes done happened now unless `occurred_at` says when.
 *
 * @throws AppError `crm.activity_not_found`, `crm.stale_version`, `crm.due_time_missing`, `crm.assign_not_allowed`,
 *   `crm.owner_not_found`
 */
export async function updateActivity(
  outer: TellScope,
  input: UpdateActivity & { readonly id: string },
): Promise<ActivityView> {
  return await inTransaction(outer, async (scope) => {
    const row = await lockActivity(scope, input.id, input.version);
    const status = row.status;
    const changes = applyChanges(
      row,
      { ...input, due_at: moment(input.due_at), occurred_at: moment(input.occurred_at) },
      FIELDS,
    );
    if (row.status === 'planned' && !row.dueAt) throw crmError('crm.due_time_missing');
    if (row.status === 'done' && !row.occurredAt) row.occurredAt = scope.clock.now();
    const ownership = await resolveNewOwner(scope, row, input.owner_id);
    if (ownership) {
      changes.before.owner_id = row.owner ?? null;
      changes.after.owner_id = ownership.owner;
      row.owner = ownership.owner;
      row.team = ownership.team;
    }
    if (hasChanges(changes)) {
      row.updatedAt = scope.clock.now();
      appendTimeline(scope, {
        customerId: row.customer,
        kind: timelineKind(status, row.status),
        about: row.subject,
        body: row.content ?? null,
        entity: 'activity',
        entityId: row.id,
      });
      recordChange(scope, { entity: 'activity', id: row.id, change: 'updated', ...changes });
      await touchLastActivity(scope, parentsOf(row));
      await tellLeadTouched(scope, [row.lead], 'activity');
    }
    return await readActivity(scope, row.id);
  });
}

/** The records whose last activity may have moved with this one. */
export function parentsOf(row: Pick<InferEntity<typeof Activity>, 'customer' | 'lead' | 'opportunity'>) {
  return { customers: [row.customer], leads: [row.lead], opportunities: [row.opportunity] };
}

function timelineKind(before: string, after: string): TimelineKind {
  if (before === after) return 'activity.updated';
  if (after === 'done') return 'activity.completed';
  return after === 'cancelled' ? 'activity.cancelled' : 'activity.updated';
}

/** A wire instant as a moment; left out stays left out. */
function moment(text: string | null | undefined): Date | null | undefined {
  return text ? new Date(text) : text === undefined ? undefined : null;
}
