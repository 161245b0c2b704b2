import { query } from '../../../db/query.ts';
import type { Scope } from '../../scope.ts';

/**
 * Who manages what happens in a conversation: administrators and operations, and who leads a team of the owners of its
 * accounts or of its customer. Without a conversation: administrators and operations.
 * @returns ids of people who still work here
 */
export async function managersOf(scope: Pick<Scope, 'em'>, conversationId: string | null): Promise<string[]> {
  const rows = await query<{ id: string }>(
    scope.em,
    `select u.id from app_user u where u.active and (u.role in ('administrator', 'operations') or u.id in (
       select t.manager_id from team t join app_user o on o.team_id = t.id where o.id in (
         select a.owner_id from conversation_account x join channel_account a on a.id = x.account_id where x.conversation_id = $1
         union select k.owner_id from channel_conversation v join customer k on k.id = v.customer_id where v.id = $1)))
     order by u.id`,
    [conversationId],
  );
  return rows.map(({ id }) => id);
}
