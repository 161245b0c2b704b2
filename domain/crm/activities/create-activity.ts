import { Activity } from '../../../db/entities/crm/activity.entity.ts';
import type { ActivityView, CreateActivity } from '../../../kernel/contracts/crm.ts';
import { newId } from '../../../kernel/ids.ts';
import { inTransaction } from '../../in-transaction.ts';
import { appendTimeline } from '../append-timeline.ts';
import type { TellScope, WriteScope } from '../crm-scope.ts';
import { crmError } from '../errors.ts';
import { flushUnique } from '../flush-unique.ts';
import { localMinute } from '../local-today.ts';
import { tellLeadTouched } from '../leads/tell-lead-touched.ts';
import { recordChange } from '../record-change.ts';
import { resolveOwner } from '../resolve-owner.ts';
import { touchLastActivity } from '../touch-last-activity.ts';
import { ACTIVITY_KIND_WORDS } from '../words.ts';
import { readActivity } from './activity-view.ts';
import { resolveParents } from './resolve-parents.ts';

/**
 * Writes down something done (`status: 'done'`, now unless `occurred_at` says when) or schedules a follow-up
 * (`status: 'planned'` with `due_at`). Its owner is the actor unless somebody who may assign names another.
 *
 * @throws AppError `crm.nothing_to_attach`, `crm.due_time_missing`, `crm.…_not_found`, `crm.contact_of_other_customer`,
 *   `crm.opportunity_of_other_customer`, `crm.assign_not_allowed`, `crm.owner_not_found`, `crm.duplicate_external_id`
 */
export async function createActivity(outer: TellScope, input: CreateActivity): Promise<ActivityView> {
  if (input.status === 'planned' && !input.due_at) throw crmError('crm.due_time_missing');
  return await inTransaction(outer, async (scope) => {
    const parents = await resolveParents(scope, input);
    const ownership = await resolveOwner(scope, input.owner_id);
    const now = scope.clock.now();
    const activity = scope.em.create(Activity, {
      id: newId(),
      kind: input.kind,
      status: input.status,
      subject: input.subject,
      content: input.content || null,
      customer: parents.customer_id,
      contact: parents.contact_id,
      lead: parents.lead_id,
      opportunity: parents.opportunity_id,
      owner: ownership.owner,
      team: ownership.team,
      dueAt: input.due_at ? new Date(input.due_at) : null,
      occurredAt: input.status === 'done' ? new Date(input.occurred_at ?? now) : null,
      externalId: input.external_id || null,
      createdAt: now,
      updatedAt: now,
    });
    tellTimeline(scope, activity);
    const { id, kind, status, subject } = activity;
    recordChange(scope, {
      entity: 'activity',
      id,
      change: 'created',
      after: {
        kind,
        status,
        subject,
        ...parents,
        due_at: activity.dueAt,
        occurred_at: activity.occurredAt,
        owner_id: ownership.owner,
      },
    });
    await flushUnique(scope, input.external_id);
    if (status === 'done') await touchLastActivity(scope, touched(parents));
    await tellLeadTouched(scope, [parents.lead_id], 'activity');
    return await readActivity(scope, id);
  });
}

function touched(parents: { customer_id: string | null; lead_id: string | null; opportunity_id: string | null }) {
  return { customers: [parents.customer_id], leads: [parents.lead_id], opportunities: [parents.opportunity_id] };
}

interface TimelineActivity {
  readonly id: string;
  readonly kind: keyof typeof ACTIVITY_KIND_WORDS;
  readonly status: string;
  readonly subject: string;
  readonly content?: string | null;
  readonly customer?: string | null;
  readonly dueAt?: Date | null;
  readonly occurredAt?: Date | null;
}

function tellTimeline(scope: WriteScope, activity: TimelineActivity): void {
  const about = `${ACTIVITY_KIND_WORDS[activity.kind]} · ${activity.subject}`;
  const line = {
    customerId: activity.customer,
    entity: 'activity',
    entityId: activity.id,
    body: activity.content ?? null,
  };
  if (activity.status === 'done') {
    appendTimeline(scope, {
      ...line,
      kind: 'activity.done',
      about,
      ...(activity.occurredAt ? { at: activity.occurredAt } : {}),
    });
  }
  if (activity.status === 'planned' && activity.dueAt) {
    appendTimeline(scope, { ...line, kind: 'activity.planned', about: `${about}（${localMinute(activity.dueAt)}）` });
  }
}
