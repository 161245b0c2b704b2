import { Params, query } from '../../../db/query.ts';
import type { GroupRole, RoleSource } from '../../../kernel/contracts/messaging-people.ts';
import { visibleConversations } from '../conversations/conversation-view.ts';
import type { ReadScope } from '../messaging-scope.ts';

/** Somebody in a group, with who they are there. */
export interface FoundMember {
  readonly person_id: string;
  readonly name: string;
  readonly conversation_id: string;
  readonly conversation_name: string;
  readonly role: GroupRole;
  readonly role_by: RoleSource;
  readonly reason: string;
  /** Whether the name is exactly what was said. */
  readonly exact: boolean;
}

const MOST = 40;

/**
 * People in the groups one sees whose name there, own name, contact or colleague's name holds the words; exact names first,
 * then who was active last; at most 40. `conversation_id` narrows to one group.
 */
export async function findMembers(
  scope: ReadScope,
  input: { readonly name: string; readonly conversation_id?: string | undefined },
): Promise<FoundMember[]> {
  const name = input.name.trim();
  if (name === '') return [];
  const params = new Params();
  const where = [visibleConversations(scope.actor, 'v', params)];
  if (input.conversation_id) where.push(`g.conversation_id = ${params.add(input.conversation_id)}`);
  const said = params.add(name);
  const names = `array_remove(array[g.display_name, p.name, c.name, u.name, p.id::text], null)`;
  return await query<FoundMember>(
    scope.em,
    `select g.person_id, g.display_name as name, g.conversation_id, coalesce(v.remark, v.name) as conversation_name, g.role, g.role_by,
       g.reason, lower(${said}) = any (select lower(n) from unnest(${names}) n) as exact
     from group_member g join channel_person p on p.id = g.person_id join channel_conversation v on v.id = g.conversation_id
       left join contact c on c.id = p.contact_id left join app_user u on u.id = p.user_id
     where ${where.join(' and ')} and exists (select 1 from unnest(${names}) n where n ilike '%' || ${said} || '%')
     order by exact desc, g.last_seen_at desc, g.person_id limit ${MOST}`,
    params.values,
  );
}
