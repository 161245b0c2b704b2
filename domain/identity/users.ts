import type { z } from 'zod';
import { AppUser } from '../../db/entities/identity/app-user.entity.ts';
import { Team } from '../../db/entities/identity/team.entity.ts';
import { Params, query, queryOne } from '../../db/query.ts';
import type { CreateUserRequest, UpdateUserRequest, UserView } from '../../kernel/contracts/identity.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import { newId } from '../../kernel/ids.ts';
import { appendAudit } from '../append-audit.ts';
import { inTransaction } from '../in-transaction.ts';
import type { Scope } from '../scope.ts';
import { identityError } from './errors.ts';
import { hashPassword } from './passwords.ts';

const VIEW = `
  u.id, u.username, u.name, u.role, u.team_id, t.name as team_name, u.active, iso(u.created_at) as created_at, u.version
  from app_user u left join team t on t.id = u.team_id`;

/** A page of users by name; everybody may look up colleagues. */
export async function listUsers(
  scope: Pick<Scope, 'em'>,
  input: { page: number; page_size: number; q?: string | undefined },
): Promise<Page<UserView>> {
  const params = new Params();
  const where = input.q
    ? `where u.name ilike ${params.add(`%${input.q}%`)} or u.username ilike ${params.add(`%${input.q}%`)}`
    : '';
  const rows = await query<UserView & { total: number }>(
    scope.em,
    `select count(*) over ()::int as total, ${VIEW} ${where} order by u.name, u.id limit ${params.add(input.page_size)} offset ${params.add((input.page - 1) * input.page_size)}`,
    params.values,
  );
  return {
    items: rows.map(({ total: _, ...user }) => user),
    total: rows[0]?.total ?? 0,
    page: input.page,
    page_size: input.page_size,
  };
}

async function getUser(em: Scope['em'], id: string): Promise<UserView> {
  const user = await queryOne<UserView>(em, `select ${VIEW} where u.id = $1`, [id]);
  if (!user) throw identityError('identity.user_not_found');
  return user;
}

/** Adds a person. Without a password they cannot log in until one is set. @throws AppError `identity.username_taken` */
export async function createUser(
  scope: Pick<Scope, 'em' | 'clock' | 'actor' | 'events'>,
  input: z.output<typeof CreateUserRequest>,
): Promise<UserView> {
  const passwordHash = input.password ? await hashPassword(input.password) : null;
  return await inTransaction(scope, async (tx) => {
    if (await tx.em.findOne(AppUser, { username: input.username }))
      throw identityError('identity.username_taken', { details: { username: input.username } });
    await refuseUnknownTeam(tx.em, input.team_id);
    const now = tx.clock.now();
    const user = tx.em.create(AppUser, {
      id: newId(),
      username: input.username,
      name: input.name,
      passwordHash,
      role: input.role,
      team: input.team_id ?? null,
      createdAt: now,
      updatedAt: now,
    });
    tx.em.persist(user);
    appendAudit(tx, {
      action: 'user.created',
      entity: 'user',
      entityId: user.id,
      after: { username: input.username, name: input.name, role: input.role, team_id: input.team_id ?? null },
    });
    await tx.em.flush();
    tx.events.publish('identity.user_changed', { id: user.id });
    return await getUser(tx.em, user.id);
  });
}

/**
 * Changes a person's name, role, team or whether they may log in; ends their sessions when rights change.
 * @throws AppError `identity.user_not_found`, `identity.stale_version`, `identity.last_administrator`
 */
export async function updateUser(
  scope: Pick<Scope, 'em' | 'clock' | 'actor' | 'events'>,
  id: string,
  input: z.output<typeof UpdateUserRequest>,
): Promise<UserView> {
  return await inTransaction(scope, async (tx) => {
    const user = await tx.em.findOne(AppUser, id);
    if (!user) throw identityError('identity.user_not_found');
    if (user.version !== input.version)
      throw identityError('identity.stale_version', { details: { current: user.version } });
    await refuseUnknownTeam(tx.em, input.team_id);
    const losesRights =
      user.role === 'administrator' &&
      (input.active === false || (input.role !== undefined && input.role !== 'administrator'));
    if (losesRights && (await countAdministrators(tx.em)) <= 1) throw identityError('identity.last_administrator');
    const before = { name: user.name, role: user.role, team_id: user.team ?? null, active: user.active };
    user.name = input.name ?? user.name;
    user.role = input.role ?? user.role;
    if (input.team_id !== undefined) user.team = input.team_id;
    user.active = input.active ?? user.active;
    if (user.role !== before.role || !user.active) user.sessionEpoch += 1;
    user.updatedAt = tx.clock.now();
    appendAudit(tx, {
      action: 'user.updated',
      entity: 'user',
      entityId: id,
      before,
      after: { name: user.name, role: user.role, team_id: user.team ?? null, active: user.active },
    });
    await tx.em.flush();
    tx.events.publish('identity.user_changed', { id });
    return await getUser(tx.em, id);
  });
}

async function countAdministrators(em: Scope['em']): Promise<number> {
  // Locks the rows, so that two requests cannot each remove what they take for the other administrator.
  return (await query(em, "select id from app_user where role = 'administrator' and active for update")).length;
}

async function refuseUnknownTeam(em: Scope['em'], teamId: string | null | undefined): Promise<void> {
  if (teamId && !(await em.findOne(Team, teamId))) throw identityError('identity.team_not_found');
}
