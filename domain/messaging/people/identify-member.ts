import { query, queryOne } from '../../../db/query.ts';
import type { GroupRole, RoleRuleView } from '../../../kernel/contracts/messaging-people.ts';
import type { Role } from '../../../kernel/contracts/identity.ts';
import type { WriteScope } from '../messaging-scope.ts';
import { SAID_ELSEWHERE } from './said-elsewhere.ts';
import { readRoleRules } from './role-rules.ts';
import { tellRole, type ToldRole } from './tell-role.ts';

export interface MemberToIdentify {
  readonly conversation_id: string;
  readonly person_id: string;
  /** As the group shows it now. */
  readonly display_name: string;
  /** Null: the channel does not say. */
  readonly admin?: boolean | null;
}

interface Known {
  readonly stable: boolean;
  readonly admin: boolean;
  readonly user_role: Role | null;
  readonly here: GroupRole | null;
  readonly elsewhere: GroupRole | null;
}

/** Says who a member of a group is and keeps it, with why. What a colleague said stays. */
export async function identifyMember(
  scope: Pick<WriteScope, 'em' | 'clock'>,
  member: MemberToIdentify,
  rules?: readonly RoleRuleView[],
): Promise<ToldRole> {
  const known = await readKnown(scope, member);
  const admin = member.admin ?? known.admin;
  const told = tellRole(rules ?? (await readRoleRules(scope)), {
    display_name: member.display_name,
    admin,
    user_role: known.user_role,
    said: known.here
      ? { role: known.here, here: true, certain: true }
      : known.elsewhere
        ? { role: known.elsewhere, here: false, certain: known.stable }
        : null,
  });
  await keep(scope, member, admin, told);
  return told;
}

/** What a colleague said here, or last elsewhere of the same person, or of one known by the same name alone. */
async function readKnown(scope: Pick<WriteScope, 'em'>, member: MemberToIdentify): Promise<Known> {
  const row = await queryOne<Known>(
    scope.em,
    `select p.stable, coalesce(g.admin, false) as admin, u.role as user_role,
       case when g.role_by = 'hand' and g.corrected_at is not null then g.role end as here,
       ${SAID_ELSEWHERE} as elsewhere
     from (select $1::uuid as conversation_id) m, channel_person p left join app_user u on u.id = p.user_id and u.active
       left join group_member g on g.conversation_id = $1 and g.person_id = p.id
     where p.id = $2`,
    [member.conversation_id, member.person_id],
  );
  return row!;
}

async function keep(
  scope: Pick<WriteScope, 'em' | 'clock'>,
  member: MemberToIdentify,
  admin: boolean,
  told: ToldRole,
): Promise<void> {
  await query(
    scope.em,
    `insert into group_member (conversation_id, person_id, display_name, admin, role, role_by, confidence, reason, first_seen_at, last_seen_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
     on conflict (conversation_id, person_id) do update set display_name = excluded.display_name, admin = excluded.admin,
       role = excluded.role, role_by = excluded.role_by, confidence = excluded.confidence, reason = excluded.reason,
       last_seen_at = excluded.last_seen_at`,
    [
      member.conversation_id,
      member.person_id,
      member.display_name,
      admin,
      told.role,
      told.by,
      told.confidence,
      told.reason,
      scope.clock.now(),
    ],
  );
}
