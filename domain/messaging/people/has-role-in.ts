import { queryOne } from '../../../db/query.ts';
import type { GroupRole } from '../../../kernel/contracts/messaging-people.ts';
import type { Scope } from '../../scope.ts';

/** Whether one of these people has a role in a conversation. */
export async function hasRoleIn(
  scope: Pick<Scope, 'em'>,
  conversationId: string,
  personIds: readonly string[],
  role: GroupRole,
): Promise<boolean> {
  if (personIds.length === 0) return false;
  const row = await queryOne<{ found: boolean }>(
    scope.em,
    `select exists (select 1 from group_member where conversation_id = $1 and person_id = any ($2::uuid[]) and role = $3) as found`,
    [conversationId, personIds, role],
  );
  return row!.found;
}
