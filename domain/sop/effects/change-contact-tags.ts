import { queryOne } from '../../../db/query.ts';
import { changeTags } from '../../crm/customers/change-tags.ts';
import type { SopEffect } from '../actions/step.ts';
import type { Carried } from '../running/carried.ts';
import type { Done } from '../running/hands.ts';
import type { SopScope } from '../running/sop-engine.ts';
import { queueUpkeep } from './send-content.ts';

/** Puts tags on or takes them off: at the customer in the CRM, where there is one, and as labels on the channel. */
export async function changeContactTags(
  scope: SopScope,
  carried: Carried,
  seq: number,
  { add, remove }: Extract<SopEffect, { kind: 'tags' }>,
): Promise<Done> {
  const customerId = await customerOf(scope, carried);
  if (customerId) await changeTags(scope, { id: customerId, add: [...add], remove: [...remove] });
  const done = await queueUpkeep(scope, carried, seq, { kind: 'labels', add: [...add], remove: [...remove] });
  return {
    ...done,
    output: { ...done.output, crm: customerId === null ? '联系人还不在 CRM 里，只改微信标签' : '已更新' },
  };
}

/** The customer of the contact; null where the CRM does not know them. */
export async function customerOf(scope: Pick<SopScope, 'em'>, { row }: Carried): Promise<string | null> {
  const found = await queryOne<{ customer_id: string | null }>(
    scope.em,
    `select coalesce(k.customer_id, v.customer_id) as customer_id from channel_conversation v
     left join channel_person p on p.id = $2 left join contact k on k.id = coalesce($3, p.contact_id) where v.id = $1`,
    [row.conversation_id, row.person_id, row.contact_id],
  );
  return found?.customer_id ?? null;
}

/** The contact in the CRM; null where it does not know them. */
export async function crmContactOf(scope: Pick<SopScope, 'em'>, { row }: Carried): Promise<string | null> {
  if (row.contact_id) return row.contact_id;
  const found = await queryOne<{ contact_id: string | null }>(
    scope.em,
    'select contact_id from channel_person where id = $1',
    [row.person_id],
  );
  return found?.contact_id ?? null;
}
