import { query } from '../../../db/query.ts';
import type { GroupRole } from '../../../kernel/contracts/messaging-people.ts';
import type { ReadScope } from '../messaging-scope.ts';

/** A member as the flow looks at them. */
export interface KnownMember {
  readonly person_id: string;
  readonly name: string;
  readonly role: GroupRole;
}

/** Members of a conversation by id, in the order of the ids; unknown ones are left out. */
export async function membersById(
  scope: Pick<ReadScope, 'em'>,
  conversationId: string,
  people: readonly string[],
): Promise<KnownMember[]> {
  return await query<KnownMember>(
    scope.em,
    `select person_id, display_name as name, role from group_member
     where conversation_id = $1 and person_id = any ($2::uuid[]) order by array_position($2::uuid[], person_id)`,
    [conversationId, people],
  );
}

/** Members of a conversation with a role, the latest active first. */
export async function membersWithRole(
  scope: Pick<ReadScope, 'em'>,
  conversationId: string,
  role: GroupRole,
): Promise<KnownMember[]> {
  return await query<KnownMember>(
    scope.em,
    `select person_id, display_name as name, role from group_member
     where conversation_id = $1 and role = $2 order by last_seen_at desc, person_id limit 50`,
    [conversationId, role],
  );
}
