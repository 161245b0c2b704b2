import { query } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { GroupRole, LinkPerson, MemberView } from '../../../kernel/contracts/messaging-people.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import { readConversation } from '../conversations/conversation-view.ts';
import { messagingError } from '../errors.ts';
import type { ReadScope, WriteScope } from '../messaging-scope.ts';
import { identifyMember } from './identify-member.ts';

/**
 * Who is in a group, as far as they wrote or were listed; the latest first.
 * @throws AppError `messaging.conversation_not_found`
 */
export async function listMembers(scope: ReadScope, conversationId: string): Promise<MemberView[]> {
  await readConversation(scope, conversationId);
  return await query<MemberView>(
    scope.em,
    `select g.person_id, g.display_name, g.admin, g.role, g.role_by, g.confidence, g.reason, p.contact_id, c.name as contact_name,
       p.user_id, u.name as user_name, iso(g.last_seen_at) as last_seen_at
     from group_member g join channel_person p on p.id = g.person_id left join contact c on c.id = p.contact_id
       left join app_user u on u.id = p.user_id
     where g.conversation_id = $1 order by g.last_seen_at desc, g.display_name`,
    [conversationId],
  );
}

/**
 * A colleague says who somebody is in a group. It counts here for good, and elsewhere until somebody says otherwise there.
 * @throws AppError `access.not_permitted`, `messaging.conversation_not_found`, `messaging.person_not_found`
 */
export async function correctRole(
  outer: WriteScope,
  input: { readonly conversation_id: string; readonly person_id: string; readonly role: GroupRole },
): Promise<MemberView> {
  requirePermission(outer.actor, 'messaging.send');
  await readConversation(outer, input.conversation_id);
  return await inTransaction(outer, async (scope) => {
    const [changed] = await query<{ before: GroupRole }>(
      scope.em,
      `update group_member g set role = $3, role_by = 'hand', confidence = 1, reason = '同事在本群指定', corrected_by = $4, corrected_at = $5
       from (select role as before from group_member where conversation_id = $1 and person_id = $2 for update) b
       where g.conversation_id = $1 and g.person_id = $2 returning b.before`,
      [input.conversation_id, input.person_id, input.role, scope.actor.userId, scope.clock.now()],
    );
    if (!changed) throw messagingError('messaging.person_not_found', { details: { id: input.person_id } });
    appendAudit(scope, {
      action: 'group_member.corrected',
      entity: 'channel_person',
      entityId: input.person_id,
      before: { role: changed.before },
      after: { role: input.role, conversation_id: input.conversation_id },
    });
    await scope.em.flush();
    return await memberOf(scope, input);
  });
}

/**
 * Says which contact of the CRM, or which colleague, somebody is. Their roles are told anew.
 * @throws AppError `access.not_permitted`, `messaging.conversation_not_found`, `messaging.person_not_found`,
 *   `messaging.link_not_found`
 */
export async function linkPerson(
  outer: WriteScope,
  input: LinkPerson & { readonly conversation_id: string; readonly person_id: string },
): Promise<MemberView> {
  requirePermission(outer.actor, 'messaging.send');
  await readConversation(outer, input.conversation_id);
  return await inTransaction(outer, async (scope) => {
    const member = await memberOf(scope, input);
    if (input.contact_id) await requireRow(scope, 'contact', input.contact_id);
    if (input.user_id) await requireRow(scope, 'app_user', input.user_id);
    const contact = input.contact_id === undefined ? member.contact_id : input.contact_id;
    const user = input.user_id === undefined ? member.user_id : input.user_id;
    await query(
      scope.em,
      `update channel_person set contact_id = $2, user_id = $3, linked_by = case when $2::uuid is null and $3::uuid is null then null else 'hand' end,
         updated_at = $4, version = version + 1 where id = $1`,
      [input.person_id, contact, user, scope.clock.now()],
    );
    appendAudit(scope, {
      action: 'channel_person.linked',
      entity: 'channel_person',
      entityId: input.person_id,
      before: { contact_id: member.contact_id, user_id: member.user_id },
      after: { contact_id: contact, user_id: user },
    });
    await scope.em.flush();
    await identifyMember(scope, { ...input, display_name: member.display_name });
    return await memberOf(scope, input);
  });
}

async function memberOf(
  scope: ReadScope,
  input: { readonly conversation_id: string; readonly person_id: string },
): Promise<MemberView> {
  const member = (await listMembers(scope, input.conversation_id)).find((one) => one.person_id === input.person_id);
  if (!member) throw messagingError('messaging.person_not_found', { details: { id: input.person_id } });
  return member;
}

async function requireRow(scope: Pick<ReadScope, 'em'>, table: 'contact' | 'app_user', id: string): Promise<void> {
  const [row] = await query(scope.em, `select 1 as one from ${table} where id = $1`, [id]);
  if (!row) throw messagingError('messaging.link_not_found', { details: { id } });
}
