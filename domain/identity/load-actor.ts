import { queryOne } from '../../db/query.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { CurrentUser, Permission, Role } from '../../kernel/contracts/identity.ts';
import type { Scope } from '../scope.ts';
import { ROLE_TABLE } from './role-table.ts';

export interface UserRow {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly team_id: string | null;
  readonly team_name: string | null;
  readonly session_epoch: number;
}

/** The active user with this id, or undefined when there is none or it is locked. */
export async function loadUser(em: Scope['em'], id: string): Promise<UserRow | undefined> {
  return await queryOne<UserRow>(
    em,
    `select u.id, u.username, u.name, u.role, u.team_id, t.name as team_name, u.session_epoch
     from app_user u left join team t on t.id = u.team_id where u.id = $1 and u.active`,
    [id],
  );
}

/** A user as the one who acts. `only` narrows the permissions (service tokens). */
export function actorOf(
  user: UserRow,
  options: { locale: 'zh' | 'en'; ip?: string; only?: readonly Permission[] },
): Actor {
  const row = ROLE_TABLE[user.role];
  const permissions = options.only ? row.permissions.filter((one) => options.only?.includes(one)) : row.permissions;
  return {
    userId: user.id,
    name: user.name,
    role: user.role,
    teamId: user.team_id,
    permissions: new Set(permissions),
    dataScope: row.dataScope,
    kind: options.only ? 'service' : 'person',
    locale: options.locale,
    ...(options.ip ? { ip: options.ip } : {}),
  };
}

/** The person as pages see them. */
export function currentUserOf(user: UserRow): CurrentUser {
  const row = ROLE_TABLE[user.role];
  return {
    id: user.id,
    username: user.username,
    name: user.name,
    role: user.role,
    team_id: user.team_id,
    team_name: user.team_name,
    data_scope: row.dataScope,
    permissions: [...row.permissions],
  };
}
