import { queryOne } from '../../../db/query.ts';
import type { GroupRole, RoleSource } from '../../../kernel/contracts/messaging-people.ts';
import type { ReadScope } from '../messaging-scope.ts';
import { readRoleRules } from './role-rules.ts';
import { tellRole } from './tell-role.ts';
import { SAID_ELSEWHERE } from './said-elsewhere.ts';
import type { Role } from '../../../kernel/contracts/identity.ts';

export interface SenderView {
  readonly person_id: string;
  readonly name: string;
  readonly role: GroupRole;
  readonly role_by: RoleSource;
  readonly confidence: number;
  readonly reason: string;
  readonly contact_id: string | null;
  readonly user_id: string | null;
}

type Row = Omit<SenderView, 'role' | 'role_by' | 'confidence' | 'reason'> &
  (
    | { readonly role: GroupRole; readonly role_by: RoleSource; readonly confidence: number; readonly reason: string }
    | {
        readonly role: null;
        readonly role_by: null;
        readonly confidence: null;
        readonly reason: null;
      }
  ) & { readonly user_role: Role | null; readonly stable: boolean; readonly elsewhere: GroupRole | null };

/**
 * Who wrote a message, as it was told when the message was taken in; in a conversation of two, where nobody is a member, by
 * what colleagues said of them in groups and by the rules. Null for what was written by hand on a phone of ours. Changes nothing.
 */
export async function readSender(
  scope: Pick<ReadScope, 'em'>,
  message: { readonly message_id: string; readonly conversation_id: string },
): Promise<SenderView | null> {
  const row = await queryOne<Row>(
    scope.em,
    `select p.id as person_id, coalesce(g.display_name, p.name) as name, p.contact_id, p.user_id, u.role as user_role, g.role, g.role_by,
       g.confidence, g.reason, p.stable,
       ${SAID_ELSEWHERE} as elsewhere
     from channel_message m join channel_person p on p.id = m.person_id left join app_user u on u.id = p.user_id and u.active
       left join group_member g on g.conversation_id = m.conversation_id and g.person_id = p.id
     where m.id = $1 and m.conversation_id = $2`,
    [message.message_id, message.conversation_id],
  );
  if (!row) return null;
  const { user_role, stable, elsewhere, ...view } = row;
  if (view.role !== null) return view;
  const told = tellRole(await readRoleRules(scope), {
    display_name: view.name,
    admin: false,
    user_role,
    said: elsewhere ? { role: elsewhere, here: false, certain: stable } : null,
  });
  return { ...view, role: told.role, role_by: told.by, confidence: told.confidence, reason: told.reason };
}
