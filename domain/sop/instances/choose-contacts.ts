import { Params, query } from '../../../db/query.ts';
import { MOST_SOP_TARGETS } from '../../../kernel/contracts/sop-instances.ts';
import { inSegment } from '../../crm/segments/in-segment.ts';
import { visibleAccounts } from '../../messaging/accounts/account-view.ts';
import type { Scope } from '../../scope.ts';
import { visibleRows } from '../../visible-rows.ts';
import { sopError } from '../errors.ts';
import type { StartTarget } from './start-instances.ts';

/** Whom a person means when they say for whom a sequence is to start. All that is named must hold. */
export interface ContactChoice {
  readonly customer_id?: string;
  /** A contact of the CRM. */
  readonly crm_contact_id?: string;
  /** Of customers, or of contacts. */
  readonly segment?: { readonly id: string; readonly entity: 'customer' | 'contact' };
  readonly tag?: string;
  /** Customers with a deal in this stage. */
  readonly stage?: string;
  /** We wrote to them between these moments (ever, where there are none), and they have not written since. */
  readonly silent?: { readonly from: Date; readonly to: Date } | 'ever';
}

/**
 * The contacts a choice means, each once, by the account that is online and spoke with them last: accounts the actor may use,
 * and of those the CRM knows only the actor's own. Colleagues are never chosen.
 * @throws AppError `sop.too_many_targets`, `crm.segment_not_found`, `crm.segment_wrong_entity`
 */
export async function chooseContacts(
  scope: Pick<Scope, 'em' | 'actor' | 'clock'>,
  choice: ContactChoice,
): Promise<StartTarget[]> {
  const params = new Params();
  const where = [
    `v.kind = 'person'`,
    'p.user_id is null',
    visibleAccounts(scope.actor, 'a', params),
    `(c.id is null or ${visibleRows(scope.actor, 'c', params)})`,
  ];
  if (choice.customer_id) where.push(`c.id = ${params.add(choice.customer_id)}`);
  if (choice.crm_contact_id) where.push(`p.contact_id = ${params.add(choice.crm_contact_id)}`);
  if (choice.segment) {
    const { id, entity } = choice.segment;
    where.push(await inSegment(scope, entity, entity === 'customer' ? 'c' : 'k', id, params));
  }
  if (choice.tag)
    where.push(
      `exists (select 1 from customer_tag x join tag g on g.id = x.tag_id where x.customer_id = c.id and g.name = ${params.add(choice.tag)})`,
    );
  if (choice.stage)
    where.push(
      `exists (select 1 from opportunity o where o.customer_id = c.id and o.stage = ${params.add(choice.stage)})`,
    );
  if (choice.silent) where.push(silentSql(choice.silent, params));
  const rows = await query<StartTarget>(
    scope.em,
    `select x.account_id, x.person_id, x.conversation_id, x.contact_id, x.name from (
       select distinct on (coalesce(p.contact_id, p.id)) a.id as account_id, p.id as person_id, v.id as conversation_id, p.contact_id,
         coalesce(k.name, v.remark, p.name) as name
       from channel_conversation v join channel_account a on a.id = v.account_id join channel_person p on p.id = v.person_id
         left join contact k on k.id = p.contact_id left join customer c on c.id = coalesce(k.customer_id, v.customer_id)
       where ${where.join(' and ')}
       order by coalesce(p.contact_id, p.id), (a.state = 'online') desc, v.last_message_at desc nulls last, v.id) x
     order by x.name, x.person_id limit ${params.add(MOST_SOP_TARGETS + 1)}`,
    params.values,
  );
  if (rows.length > MOST_SOP_TARGETS)
    throw sopError('sop.too_many_targets', { details: { most: MOST_SOP_TARGETS, count: rows.length } });
  return rows;
}

/** Our last word of that time stayed the last: whoever answered later, even today, is not silent. */
function silentSql(silent: NonNullable<ContactChoice['silent']>, params: Params): string {
  const within =
    silent === 'ever'
      ? ''
      : `and m.sent_at >= ${params.add(silent.from)}::timestamptz and m.sent_at < ${params.add(silent.to)}::timestamptz`;
  return `exists (select 1 from channel_message m where m.conversation_id = v.id and m.direction = 'out' and m.recalled_at is null
    ${within} and (v.last_inbound_at is null or m.sent_at > v.last_inbound_at))`;
}
