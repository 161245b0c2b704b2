import { createActivity } from '../../crm/activities/create-activity.ts';
import type { SopEffect } from '../actions/step.ts';
import type { Carried } from '../running/carried.ts';
import type { Done } from '../running/hands.ts';
import type { SopScope } from '../running/sop-engine.ts';
import { crmContactOf, customerOf } from './change-contact-tags.ts';
import { notifyColleague, ownerOf } from './notify-colleague.ts';

/** Plans a follow-up in the CRM; for a contact the CRM does not know the colleague is reminded instead. */
export async function planFollowUp(
  scope: SopScope,
  carried: Carried,
  seq: number,
  { title, content, due_at, assignee }: Extract<SopEffect, { kind: 'task' }>,
): Promise<Done> {
  const contactId = await crmContactOf(scope, carried);
  const customerId = contactId === null ? await customerOf(scope, carried) : null;
  if (contactId === null && customerId === null) {
    const message = [title, content].filter(Boolean).join('：');
    return await notifyColleague(scope, carried, seq, { kind: 'notify', to: assignee, message });
  }
  const owner = assignee === 'owner' ? await ownerOf(scope, carried) : assignee;
  const activity = await createActivity(scope, {
    kind: 'other',
    status: 'planned',
    subject: title,
    content,
    ...(contactId === null ? { customer_id: customerId } : { contact_id: contactId }),
    due_at: due_at.toISOString(),
    ...(owner === null ? {} : { owner_id: owner }),
    external_id: `sop:${carried.row.id}:${seq}`,
  });
  return { command_id: null, refused: null, output: { activity_id: activity.id } };
}
