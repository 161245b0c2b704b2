import type { InferEntity } from '@mikro-orm/core';
import { pinyin } from 'pinyin-pro';
import { AppUser } from '../../../db/entities/identity/app-user.entity.ts';
import { Team } from '../../../db/entities/identity/team.entity.ts';
import type { Role } from '../../../kernel/contracts/identity.ts';
import { newId } from '../../../kernel/ids.ts';
import type { WriteScope } from '../crm-scope.ts';
import type { ResolvedRow } from './resolve-row.ts';
import type { BatchResult } from './write-batch.ts';

type UserRow = InferEntity<typeof AppUser>;
type TeamRow = InferEntity<typeof Team>;

/**
 * Writes people with their teams and managers, which are made by name when there are none. A person without a team
 * column belongs to the team of the manager («张伟团队»), else of the region. New people have no password until an
 * administrator sets one; the role of somebody who exists is not touched by a file.
 */
export async function writeUsers(scope: WriteScope, rows: readonly ResolvedRow[]): Promise<BatchResult> {
  let created = 0;
  let updated = 0;
  let unchanged = 0;
  for (const row of rows) {
    if (row.issues.length > 0) continue;
    const team = await teamOf(scope, row);
    const user = await findUser(scope, row);
    if (user) {
      const changed = updateUser(scope, user, row, team);
      updated += changed ? 1 : 0;
      unchanged += changed ? 0 : 1;
    } else {
      await addUser(scope, text(row, 'name'), {
        team,
        role: role(row),
        username: text(row, 'username'),
        externalId: text(row, 'external_id'),
      });
      created += 1;
    }
    await scope.em.flush();
  }
  return { created, updated, unchanged, issues: [] };
}

async function teamOf(scope: WriteScope, row: ResolvedRow): Promise<TeamRow | null> {
  const manager = text(row, 'manager');
  const region = text(row, 'region') || null;
  const name = text(row, 'team') || (manager ? `${manager}团队` : (region ?? ''));
  if (name === '') return null;
  let team = await scope.em.findOne(Team, { name });
  if (!team) {
    team = scope.em.create(Team, { id: newId(), name, region, createdAt: scope.clock.now() });
  } else if (region && team.region !== region) team.region = region;
  if (manager) await leadBy(scope, team, manager);
  await scope.em.flush();
  return team;
}

/** Makes the named person the team's manager; a new one gets the role, one who exists keeps the one they have. */
async function leadBy(scope: WriteScope, team: TeamRow, name: string): Promise<void> {
  const known = await scope.em.findOne(AppUser, { name }, { orderBy: { createdAt: 'asc' } });
  const manager = known ?? (await addUser(scope, name, { team, role: 'sales_manager', username: '', externalId: '' }));
  if (!manager.team) manager.team = team.id;
  if (team.managerId !== manager.id) team.managerId = manager.id;
}

async function findUser(scope: WriteScope, row: ResolvedRow): Promise<UserRow | null> {
  const externalId = text(row, 'external_id');
  const username = text(row, 'username');
  const byId = externalId ? await scope.em.findOne(AppUser, { externalId }) : null;
  if (byId) return byId;
  if (username) return await scope.em.findOne(AppUser, { username });
  return await scope.em.findOne(AppUser, { name: text(row, 'name') }, { orderBy: { createdAt: 'asc' } });
}

/** Writes what differs; answers whether anything did. */
function updateUser(scope: WriteScope, user: UserRow, row: ResolvedRow, team: TeamRow | null): boolean {
  const externalId = text(row, 'external_id');
  const name = text(row, 'name');
  const changed =
    user.name !== name ||
    (team !== null && user.team !== team.id) ||
    (externalId !== '' && user.externalId !== externalId);
  if (!changed) return false;
  user.name = name;
  if (team) user.team = team.id;
  if (externalId) user.externalId = externalId;
  user.updatedAt = scope.clock.now();
  scope.events.publish('identity.user_changed', { id: user.id });
  return true;
}

interface NewUser {
  readonly team: TeamRow | null;
  readonly role: Role;
  readonly username: string;
  readonly externalId: string;
}

async function addUser(scope: WriteScope, name: string, input: NewUser): Promise<UserRow> {
  const now = scope.clock.now();
  const user = scope.em.create(AppUser, {
    id: newId(),
    username: input.username || (await freeUsername(scope, name)),
    name,
    role: input.role,
    team: input.team?.id ?? null,
    externalId: input.externalId || null,
    createdAt: now,
    updatedAt: now,
  });
  await scope.em.flush();
  scope.events.publish('identity.user_changed', { id: user.id });
  return user;
}

/** A login name from the name («王磊» → wanglei, «Ann Lee» → ann.lee), with a number when it is taken. */
async function freeUsername(scope: WriteScope, name: string): Promise<string> {
  const sound = pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true }).join('');
  const base = sound
    .toLowerCase()
    .trim()
    .replaceAll(/\s+/g, '.')
    .replaceAll(/[^\w.@-]/g, '')
    .slice(0, 56)
    .padEnd(2, '_');
  for (let number = 1; ; number += 1) {
    const username = number === 1 ? base : `${base}${number}`;
    if ((await scope.em.count(AppUser, { username })) === 0) return username;
  }
}

function text(row: ResolvedRow, field: string): string {
  const value = row.values[field];
  return typeof value === 'string' ? value : '';
}

function role(row: ResolvedRow): Role {
  return (row.values.role as Role | undefined) ?? 'salesperson';
}
