import { z } from 'zod';
import { createServiceToken, revokeServiceToken } from '../../../domain/identity/service-tokens.ts';
import { createTeam, listTeams } from '../../../domain/identity/teams.ts';
import { setPassword } from '../../../domain/identity/change-password.ts';
import { createUser, listUsers, updateUser } from '../../../domain/identity/users.ts';
import { listAudit } from '../../../domain/identity/list-audit.ts';
import {
  AuditEntryView,
  CreateServiceTokenRequest,
  CreateTeamRequest,
  CreateUserRequest,
  SetPasswordRequest,
  TeamView,
  UpdateUserRequest,
  UserView,
} from '../../../kernel/contracts/identity.ts';
import { ListQuery, pageOf } from '../../../kernel/contracts/paging.ts';
import type { Random } from '../../../kernel/random.ts';
import { defineRoute } from '../../route.ts';

const tag = '用户与权限';
const ById = z.object({ id: z.uuid() });
const AuditQuery = ListQuery.extend({
  entity: z.string().max(40).optional(),
  entity_id: z.string().max(80).optional(),
  actor_id: z.uuid().optional(),
});

/** Users, teams, tokens for programs, and the audit log. */
export function userRoutes(random: Random) {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/users',
      access: 'user.read',
      summary: '用户列表',
      tag,
      query: ListQuery,
      response: pageOf(UserView),
      handle: async ({ scope }, { query }) => await listUsers(scope, query),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/users',
      access: 'user.manage',
      summary: '新建用户',
      tag,
      body: CreateUserRequest,
      response: UserView,
      status: 201,
      handle: async ({ scope }, { body }) => await createUser(scope, body),
    }),
    defineRoute({
      method: 'PATCH',
      url: '/api/v1/users/:id',
      access: 'user.manage',
      summary: '修改用户',
      tag,
      params: ById,
      body: UpdateUserRequest,
      response: UserView,
      handle: async ({ scope }, { params, body }) => await updateUser(scope, params.id, body),
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/users/:id/password',
      access: 'user.manage',
      summary: '设定用户密码',
      tag,
      params: ById,
      body: SetPasswordRequest,
      handle: async ({ scope }, { params, body }) => await setPassword(scope, params.id, body.new_password),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/teams',
      access: 'user.read',
      summary: '团队列表',
      tag,
      response: z.object({ items: z.array(TeamView) }),
      handle: async ({ scope }) => ({ items: await listTeams(scope) }),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/teams',
      access: 'user.manage',
      summary: '新建团队',
      tag,
      body: CreateTeamRequest,
      response: TeamView,
      status: 201,
      handle: async ({ scope }, { body }) => await createTeam(scope, body),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/service-tokens',
      access: 'user.manage',
      summary: '新建程序令牌',
      tag,
      body: CreateServiceTokenRequest,
      status: 201,
      response: z.object({ id: z.uuid(), token: z.string(), expires_at: z.iso.datetime() }),
      handle: async ({ scope }, { body }) => await createServiceToken({ ...scope, random }, body),
    }),
    defineRoute({
      method: 'DELETE',
      url: '/api/v1/service-tokens/:id',
      access: 'user.manage',
      summary: '撤销程序令牌',
      tag,
      params: ById,
      handle: async ({ scope }, { params }) => await revokeServiceToken(scope, params.id),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/audit',
      access: 'audit.read',
      summary: '审计日志',
      tag,
      query: AuditQuery,
      response: pageOf(AuditEntryView),
      handle: async ({ scope }, { query }) => await listAudit(scope, query),
    }),
  ];
}
