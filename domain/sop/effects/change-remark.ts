import { appendTimeline } from '../../crm/append-timeline.ts';
import type { SopEffect } from '../actions/step.ts';
import type { Carried } from '../running/carried.ts';
import type { Done } from '../running/hands.ts';
import type { SopScope } from '../running/sop-engine.ts';
import { crmContactOf, customerOf } from './change-contact-tags.ts';
import { queueUpkeep } from './send-content.ts';

/** Changes the remark the account keeps of the contact; where the CRM knows them, their customer's timeline says so. */
export async function changeRemark(
  scope: SopScope,
  carried: Carried,
  seq: number,
  { remark }: Extract<SopEffect, { kind: 'remark' }>,
): Promise<Done> {
  const done = await queueUpkeep(scope, carried, seq, { kind: 'remark', remark });
  const contactId = await crmContactOf(scope, carried);
  if (contactId === null || done.command_id === null) return done;
  appendTimeline(scope, {
    customerId: await customerOf(scope, carried),
    kind: 'contact.updated',
    about: `微信备注改为“${remark}”（流程“${carried.plan.templateName}”）`,
    entity: 'contact',
    entityId: contactId,
  });
  await scope.em.flush();
  return done;
}
