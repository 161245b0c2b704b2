import type { MikroORM } from '@mikro-orm/postgresql';
import { AppUser } from '../../db/entities/identity/app-user.entity.ts';
import { Team } from '../../db/entities/identity/team.entity.ts';
import { createOrm, forkEm } from '../../db/orm.ts';
import { query } from '../../db/query.ts';
import { ROLE_TABLE } from '../../domain/identity/role-table.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { Role } from '../../kernel/contracts/identity.ts';
import { newId } from '../../kernel/ids.ts';
import { testDatabase } from './database.ts';
import { FakeClock } from './fake-clock.ts';

const PEOPLE = {
  wang: { name: '王磊', role: 'salesperson', team: '华东团队' },
  zhao: { name: '赵敏', role: 'salesperson', team: '华东团队' },
  chen: { name: '陈静', role: 'sales_manager', team: '华东团队' },
  li: { name: '李强', role: 'salesperson', team: '华南团队' },
  admin: { name: '管理员', role: 'administrator', team: null },
} as const satisfies Record<string, { name: string; role: Role; team: string | null }>;
export type CrmPerson = keyof typeof PEOPLE;

/** Two teams with their people on a database of their own, a clock that stands still and a record of what was told. */
export interface CrmWorld {
  readonly orm: MikroORM;
  readonly clock: FakeClock;
  readonly told: { name: string; payload: unknown }[];
  readonly queued: { job: string; payload: unknown }[];
  id(person: CrmPerson): string;
  /** A fresh unit of work of that person. */
  as(person: CrmPerson): Scope;
  sql<Row extends object>(text: string, params?: readonly unknown[]): Promise<Row[]>;
  stop(): Promise<void>;
}

export async function crmWorld(): Promise<CrmWorld> {
  const database = await testDatabase();
  const orm = await createOrm({ url: database.url, poolSize: 4 });
  const clock = new FakeClock();
  const actors = await addPeople(orm, clock.now());
  const told: CrmWorld['told'] = [];
  const queued: CrmWorld['queued'] = [];
  return {
    orm,
    clock,
    told,
    queued,
    id: (person) => actors[person].userId,
    as: (person) => ({
      em: forkEm(orm),
      clock,
      actor: actors[person],
      events: { publish: (name, payload) => void told.push({ name, payload }) },
      jobs: {
        enqueue: (_em, job, payload) => {
          queued.push({ job: job.name, payload });
          return Promise.resolve(newId());
        },
        tell: (_em, signal, payload) => {
          queued.push({ job: signal.name, payload });
          return Promise.resolve(1);
        },
      },
    }),
    sql: async (text, params) => await query(forkEm(orm), text, params),
    stop: async () => {
      await orm.close(true);
      await database.stop();
    },
  };
}

async function addPeople(orm: MikroORM, now: Date): Promise<Record<CrmPerson, Actor>> {
  const em = forkEm(orm);
  const teams = new Map(['华东团队', '华南团队'].map((name) => [name, newId()]));
  for (const [name, id] of teams) em.create(Team, { id, name, region: name.slice(0, 2), createdAt: now });
  const actors: Partial<Record<CrmPerson, Actor>> = {};
  for (const [key, { name, role, team }] of Object.entries(PEOPLE)) {
    const userId = newId();
    const teamId = team ? (teams.get(team) ?? null) : null;
    em.create(AppUser, { id: userId, username: key, name, role, team: teamId, createdAt: now, updatedAt: now });
    const { dataScope, permissions } = ROLE_TABLE[role];
    actors[key as CrmPerson] = {
      userId,
      name,
      role,
      teamId,
      dataScope,
      permissions: new Set(permissions),
      kind: 'person',
      locale: 'zh',
    };
  }
  await em.flush();
  return actors as Record<CrmPerson, Actor>;
}
