import { z } from 'zod';

/** The seven roles a person can have. */
export const ROLES = [
  'salesperson',
  'sales_manager',
  'marketer',
  'customer_success',
  'after_sales',
  'operations',
  'administrator',
] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

/** Everything one may be allowed to do, as words. A route, a tool and a page ask for exactly one of them. */
export const PERMISSIONS = [
  'crm.read',
  'crm.write',
  'crm.assign',
  'crm.delete',
  'crm.import',
  'crm.export',
  'crm.configure',
  'report.read',
  'chat.use',
  'knowledge.read',
  'knowledge.write',
  'sop.read',
  'sop.create',
  'sop.update',
  'sop.execute',
  'messaging.read',
  'messaging.send',
  'messaging.configure',
  'routing.read',
  'routing.configure',
  'alerts.read',
  'alerts.handle',
  'track_task.read',
  'track_task.write',
  'call.read',
  'call.write',
  'call.execute',
  'send.approve',
  'pii.reveal',
  'user.read',
  'user.manage',
  'audit.read',
  'job.manage',
  'metering.read',
  'metering.manage',
] as const;
export const Permission = z.enum(PERMISSIONS);
export type Permission = z.infer<typeof Permission>;

/** Whose records a person sees: their own, their team's, or everybody's. */
export const DATA_SCOPES = ['own', 'team', 'all'] as const;
export const DataScope = z.enum(DATA_SCOPES);
export type DataScope = z.infer<typeof DataScope>;

export const LoginRequest = z.strictObject({
  username: z.string().min(1).max(64),
  password: z.string().min(1).max(256),
});

export const RefreshRequest = z.strictObject({ refresh_token: z.string().min(1).max(512) });

/** The person behind a token, as pages and agents see them. */
export const CurrentUser = z.object({
  id: z.uuid(),
  username: z.string(),
  name: z.string(),
  role: Role,
  team_id: z.uuid().nullable(),
  team_name: z.string().nullable(),
  data_scope: DataScope,
  permissions: z.array(Permission),
});
export type CurrentUser = z.infer<typeof CurrentUser>;

export const TokenPair = z.object({
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  /** Seconds until the access token ends. */
  expires_in: z.int(),
  refresh_token: z.string(),
  user: CurrentUser,
});
export type TokenPair = z.infer<typeof TokenPair>;

export const ChangePasswordRequest = z.strictObject({
  current_password: z.string().min(1).max(256),
  new_password: z.string().min(10).max(256),
});

export const SetPasswordRequest = z.strictObject({ new_password: z.string().min(10).max(256) });

export const UserView = z.object({
  id: z.uuid(),
  username: z.string(),
  name: z.string(),
  role: Role,
  team_id: z.uuid().nullable(),
  team_name: z.string().nullable(),
  active: z.boolean(),
  created_at: z.iso.datetime(),
  version: z.int(),
});
export type UserView = z.infer<typeof UserView>;

export const CreateUserRequest = z.strictObject({
  username: z.string().regex(/^[\w.@-]{2,64}$/),
  name: z.string().min(1).max(64),
  password: z.string().min(10).max(256).optional(),
  role: Role,
  team_id: z.uuid().nullable().optional(),
});

export const UpdateUserRequest = z.strictObject({
  version: z.int().min(1),
  name: z.string().min(1).max(64).optional(),
  role: Role.optional(),
  team_id: z.uuid().nullable().optional(),
  active: z.boolean().optional(),
});

export const TeamView = z.object({
  id: z.uuid(),
  name: z.string(),
  region: z.string().nullable(),
  manager_id: z.uuid().nullable(),
});
export type TeamView = z.infer<typeof TeamView>;

export const CreateTeamRequest = z.strictObject({
  name: z.string().min(1).max(64),
  region: z.string().max(64).nullable().optional(),
  manager_id: z.uuid().nullable().optional(),
});

/** A token for a program. The secret is shown once, when it is made. */
export const CreateServiceTokenRequest = z.strictObject({
  name: z.string().min(1).max(64),
  user_id: z.uuid(),
  permissions: z.array(Permission).min(1),
  expires_in_days: z.int().min(1).max(730).default(180),
});

export const AuditEntryView = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  actor_id: z.uuid().nullable(),
  actor_name: z.string().nullable(),
  actor_kind: z.enum(['person', 'agent', 'service', 'system']),
  agent: z.string().nullable(),
  approval_id: z.uuid().nullable(),
  action: z.string(),
  entity: z.string(),
  entity_id: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
});
export type AuditEntryView = z.infer<typeof AuditEntryView>;
