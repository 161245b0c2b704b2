import { Params, query } from '../../../db/query.ts';
import type { SopContent } from '../../../kernel/contracts/sop.ts';
import type { Scope } from '../../scope.ts';
import type { StartTarget } from '../instances/start-instances.ts';

const COLUMNS = `a.id as account_id, p.id as person_id, v.id as conversation_id, p.contact_id,
  coalesce(k.name, v.remark, p.name) as name`;
const FROM = `channel_conversation v join channel_account a on a.id = v.account_id join channel_person p on p.id = v.person_id
  left join contact k on k.id = p.contact_id left join customer c on c.id = coalesce(k.customer_id, v.customer_id)`;

/** The contact of a conversation of two, as an account reaches them. */
export async function targetOfConversation(scope: Pick<Scope, 'em'>, conversationId: string): Promise<StartTarget[]> {
  return await query<StartTarget>(scope.em, `select ${COLUMNS} from ${FROM} where v.id = $1 and v.kind = 'person'`, [
    conversationId,
  ]);
}

/** Who wrote a message: in a conversation of two or in a group, by the account that heard it. */
export async function targetOfMessage(scope: Pick<Scope, 'em'>, messageId: string): Promise<StartTarget[]> {
  return await query<StartTarget>(
    scope.em,
    `select m.account_id, p.id as person_id, m.conversation_id, p.contact_id, coalesce(k.name, p.name) as name
     from channel_message m join channel_person p on p.id = m.person_id left join contact k on k.id = p.contact_id where m.id = $1`,
    [messageId],
  );
}

/** The contact of a customer who can be written to and was spoken with last: one, so that a company hears it once. */
export async function targetOfCustomer(scope: Pick<Scope, 'em'>, customerId: string): Promise<StartTarget[]> {
  return await query<StartTarget>(
    scope.em,
    `select ${COLUMNS} from ${FROM} where v.kind = 'person' and k.customer_id = $1
     order by (a.state = 'online') desc, v.last_message_at desc nulls last, v.id limit 1`,
    [customerId],
  );
}

/** A contact of the CRM where one can be written to and spoke last. */
export async function targetOfContact(scope: Pick<Scope, 'em'>, contactId: string): Promise<StartTarget[]> {
  return await query<StartTarget>(
    scope.em,
    `select ${COLUMNS} from ${FROM} where v.kind = 'person' and k.id = $1
     order by (a.state = 'online') desc, v.last_message_at desc nulls last, v.id limit 1`,
    [contactId],
  );
}

/** The contact who is a lead: by the customer it became, or by its number. */
export async function targetOfLead(scope: Pick<Scope, 'em'>, leadId: string): Promise<StartTarget[]> {
  return await query<StartTarget>(
    scope.em,
    `select ${COLUMNS} from ${FROM} join lead l on l.id = $1 and (k.customer_id = l.customer_id or k.phone = l.phone)
     where v.kind = 'person'
     order by (k.phone = l.phone) desc nulls last, (a.state = 'online') desc, v.last_message_at desc nulls last, v.id limit 1`,
    [leadId],
  );
}

/**
 * Contacts a template's targets choose, by the ids of their conversations: so many behind `after`. Its conditions are asked
 * by the caller.
 */
export async function findTargets(
  scope: Pick<Scope, 'em'>,
  chosen: SopContent['target_config'],
  page: { readonly after: string | null; readonly most: number; readonly visible?: (params: Params) => string },
): Promise<StartTarget[]> {
  const params = new Params();
  const where = [`v.kind = 'person'`, 'p.user_id is null'];
  const tagged = (names: readonly string[], count: string): string =>
    `(select count(*) from customer_tag x join tag g on g.id = x.tag_id where x.customer_id = c.id and g.name = any(${params.add(names)}::text[])) ${count}`;
  if (page.after !== null) where.push(`v.id > ${params.add(page.after)}::uuid`);
  if (page.visible) where.push(page.visible(params));
  if (chosen.tags.length > 0) where.push(tagged(chosen.tags, `= ${new Set(chosen.tags).size}`));
  if (chosen.without_tags.length > 0) where.push(tagged(chosen.without_tags, '= 0'));
  if (chosen.stages.length > 0)
    where.push(
      `exists (select 1 from opportunity o where o.customer_id = c.id and o.stage = any(${params.add(chosen.stages)}::text[]))`,
    );
  if (chosen.owner_ids.length > 0)
    where.push(`coalesce(c.owner_id, a.owner_id) = any(${params.add(chosen.owner_ids)}::uuid[])`);
  if (chosen.account_ids.length > 0) where.push(`a.id = any(${params.add(chosen.account_ids)}::uuid[])`);
  if (chosen.account_online) where.push(`a.state <> 'offline' and a.paused_at is null`);
  return await query<StartTarget>(
    scope.em,
    `select ${COLUMNS} from ${FROM} where ${where.join(' and ')} order by v.id limit ${params.add(page.most)}`,
    params.values,
  );
}
