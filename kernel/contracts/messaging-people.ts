import { z } from 'zod';
import { ROLES } from './identity.ts';
import { ListQuery } from './paging.ts';

/** The five roles of a group: operations 运营（财神爷）, staff 工作人员（群助理）, after-sales 售后, user 号主, robot 机器人. */
export const GROUP_ROLES = ['operations', 'staff', 'after_sales', 'user', 'robot'] as const;
export const GroupRole = z.enum(GROUP_ROLES);
export type GroupRole = z.infer<typeof GroupRole>;

/** `hand`: a colleague said so; `rule`: a rule fits; `default`: nothing fits, so a customer. */
export const ROLE_SOURCES = ['hand', 'rule', 'default'] as const;
export const RoleSource = z.enum(ROLE_SOURCES);
export type RoleSource = z.infer<typeof RoleSource>;

/** `identity`: which colleague the person is; `name`: words in the name; `group_admin`: owner or admin of the group. */
export const ROLE_RULE_KINDS = ['identity', 'name', 'group_admin'] as const;

const ruleFields = {
  position: z.int().min(0).max(10_000),
  role: GroupRole,
  confidence: z.number().min(0.05).max(1),
  active: z.boolean().default(true),
};
export const SaveRoleRule = z.discriminatedUnion('kind', [
  z.strictObject({ ...ruleFields, kind: z.literal('identity'), words: z.array(z.enum(ROLES)).min(1).max(10) }),
  z.strictObject({
    ...ruleFields,
    kind: z.literal('name'),
    words: z.array(z.string().trim().min(1).max(30)).min(1).max(50),
  }),
  z.strictObject({ ...ruleFields, kind: z.literal('group_admin'), words: z.tuple([]).default([]) }),
]);
export type SaveRoleRule = z.infer<typeof SaveRoleRule>;

export const RoleRuleView = z.object({
  id: z.uuid(),
  position: z.int(),
  kind: z.enum(ROLE_RULE_KINDS),
  words: z.array(z.string()),
  role: GroupRole,
  confidence: z.number(),
  active: z.boolean(),
  version: z.int(),
});
export type RoleRuleView = z.infer<typeof RoleRuleView>;

export const MemberView = z.object({
  person_id: z.uuid(),
  display_name: z.string(),
  admin: z.boolean(),
  role: GroupRole,
  role_by: RoleSource,
  confidence: z.number(),
  reason: z.string(),
  contact_id: z.uuid().nullable(),
  contact_name: z.string().nullable(),
  user_id: z.uuid().nullable(),
  user_name: z.string().nullable(),
  last_seen_at: z.iso.datetime(),
});
export type MemberView = z.infer<typeof MemberView>;

export const CorrectRole = z.strictObject({ role: GroupRole });

/** Who a channel's person is in the CRM, or which colleague; null takes the link away. */
export const LinkPerson = z.strictObject({
  contact_id: z.uuid().nullable().optional(),
  user_id: z.uuid().nullable().optional(),
});
export type LinkPerson = z.infer<typeof LinkPerson>;

export const STAFF_STATES = ['online', 'busy', 'offline'] as const;
export const StaffStateName = z.enum(STAFF_STATES);
export type StaffStateName = z.infer<typeof StaffStateName>;

export const StaffStateView = z.object({
  person_id: z.uuid(),
  name: z.string(),
  state: StaffStateName,
  /** Why: what they said, or when they were active. */
  reason: z.string(),
  last_active_at: z.iso.datetime().nullable(),
  messages_today: z.int(),
});
export type StaffStateView = z.infer<typeof StaffStateView>;

export const SayStaffState = z.strictObject({ state: StaffStateName, minutes: z.int().min(5).max(1440).default(60) });

/** `handed_over`: a colleague speaks, robots keep still. */
export const SESSION_STATUSES = ['open', 'handed_over', 'ended'] as const;
export const SessionStatus = z.enum(SESSION_STATUSES);
export type SessionStatus = z.infer<typeof SessionStatus>;

export const SessionView = z.object({
  id: z.uuid(),
  conversation_id: z.uuid(),
  conversation_name: z.string(),
  person_id: z.uuid(),
  person_name: z.string(),
  status: SessionStatus,
  messages: z.int(),
  summary: z.string().nullable(),
  /** What was told to the colleague who took over. */
  handover_summary: z.string().nullable(),
  started_at: z.iso.datetime(),
  last_at: z.iso.datetime(),
  ended_at: z.iso.datetime().nullable(),
});
export type SessionView = z.infer<typeof SessionView>;
export const SessionList = ListQuery.omit({ sort: true }).extend({
  status: SessionStatus.optional(),
  conversation_id: z.uuid().optional(),
});
export type SessionList = z.infer<typeof SessionList>;
