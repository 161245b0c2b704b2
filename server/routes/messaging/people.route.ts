import { z } from 'zod';
import { countOpenTasks } from '../../../domain/after-sales/open-tasks.ts';
import { endSilence, keepSilent } from '../../../domain/messaging/conversations/keep-silent.ts';
import { readConversation } from '../../../domain/messaging/conversations/conversation-view.ts';
import { correctRole, linkPerson, listMembers } from '../../../domain/messaging/people/members.ts';
import {
  createRoleRule,
  deleteRoleRule,
  readRoleRules,
  updateRoleRule,
} from '../../../domain/messaging/people/role-rules.ts';
import { listSessions } from '../../../domain/messaging/sessions/list-sessions.ts';
import { listStaff, sayStaffState } from '../../../domain/messaging/staff/list-staff.ts';
import { ConversationView } from '../../../kernel/contracts/messaging.ts';
import {
  CorrectRole,
  LinkPerson,
  MemberView,
  RoleRuleView,
  SaveRoleRule,
  SayStaffState,
  SessionList,
  SessionView,
  StaffStateView,
} from '../../../kernel/contracts/messaging-people.ts';
import { pageOf } from '../../../kernel/contracts/paging.ts';
import { defineRoute } from '../../route.ts';
import { base, IdParams, MESSAGING_TAG } from './params.ts';

const conversations = `${base}/conversations`;
const MemberParams = z.object({ id: z.uuid(), person_id: z.uuid() });

/** Who people in groups are, colleagues' states, sessions, and who speaks now. */
export const peopleRoutes = [
  defineRoute({
    method: 'GET',
    url: `${conversations}/:id/members`,
    access: 'messaging.read',
    summary: '群成员和身份',
    tag: MESSAGING_TAG,
    params: IdParams,
    response: z.object({ items: z.array(MemberView) }),
    handle: async ({ scope }, { params }) => ({ items: await listMembers(scope, params.id) }),
  }),
  defineRoute({
    method: 'PUT',
    url: `${conversations}/:id/members/:person_id/role`,
    access: 'messaging.send',
    summary: '指定身份',
    tag: MESSAGING_TAG,
    params: MemberParams,
    body: CorrectRole,
    response: MemberView,
    handle: async ({ scope }, { params, body }) =>
      await correctRole(scope, { conversation_id: params.id, person_id: params.person_id, role: body.role }),
  }),
  defineRoute({
    method: 'PUT',
    url: `${conversations}/:id/members/:person_id/link`,
    access: 'messaging.send',
    summary: '关联联系人或同事',
    tag: MESSAGING_TAG,
    params: MemberParams,
    body: LinkPerson,
    response: MemberView,
    handle: async ({ scope }, { params, body }) =>
      await linkPerson(scope, { ...body, conversation_id: params.id, person_id: params.person_id }),
  }),
  defineRoute({
    method: 'POST',
    url: `${conversations}/:id/take-over`,
    access: 'messaging.send',
    summary: '由人接手，机器人不再发言',
    tag: MESSAGING_TAG,
    params: IdParams,
    body: z.strictObject({ minutes: z.int().min(1).max(1440).default(30) }),
    response: ConversationView,
    handle: async ({ scope }, { params, body }) => {
      await readConversation(scope, params.id);
      await keepSilent(scope, params.id, body.minutes);
      return await readConversation(scope, params.id);
    },
  }),
  defineRoute({
    method: 'POST',
    url: `${conversations}/:id/hand-back`,
    access: 'messaging.send',
    summary: '交还给机器人',
    tag: MESSAGING_TAG,
    params: IdParams,
    response: ConversationView,
    handle: async ({ scope }, { params }) => {
      await readConversation(scope, params.id);
      await endSilence(scope, params.id);
      return await readConversation(scope, params.id);
    },
  }),
  defineRoute({
    method: 'GET',
    url: `${base}/sessions`,
    access: 'messaging.read',
    summary: '会话阶段列表',
    tag: MESSAGING_TAG,
    query: SessionList,
    response: pageOf(SessionView),
    handle: async ({ scope }, { query }) => await listSessions(scope, query),
  }),
  defineRoute({
    method: 'GET',
    url: `${base}/staff`,
    access: 'messaging.read',
    summary: '群里同事的状态',
    tag: MESSAGING_TAG,
    response: z.object({ items: z.array(StaffStateView) }),
    handle: async ({ scope }) => ({
      items: await listStaff(scope, (people) => countOpenTasks(scope, people)),
    }),
  }),
  defineRoute({
    method: 'PUT',
    url: `${base}/staff/:id/state`,
    access: 'messaging.send',
    summary: '标注同事的状态',
    tag: MESSAGING_TAG,
    params: IdParams,
    body: SayStaffState,
    response: StaffStateView,
    handle: async ({ scope }, { params, body }) => await sayStaffState(scope, { ...body, person_id: params.id }),
  }),
  defineRoute({
    method: 'GET',
    url: `${base}/role-rules`,
    access: 'messaging.read',
    summary: '身份规则',
    tag: MESSAGING_TAG,
    response: z.object({ items: z.array(RoleRuleView) }),
    handle: async ({ scope }) => ({ items: await readRoleRules(scope) }),
  }),
  defineRoute({
    method: 'POST',
    url: `${base}/role-rules`,
    access: 'messaging.configure',
    summary: '新增身份规则',
    tag: MESSAGING_TAG,
    body: SaveRoleRule,
    response: RoleRuleView,
    status: 201,
    handle: async ({ scope }, { body }) => await createRoleRule(scope, body),
  }),
  defineRoute({
    method: 'PUT',
    url: `${base}/role-rules/:id`,
    access: 'messaging.configure',
    summary: '修改身份规则',
    tag: MESSAGING_TAG,
    params: IdParams,
    body: z.strictObject({ version: z.int().min(1), rule: SaveRoleRule }),
    response: RoleRuleView,
    handle: async ({ scope }, { params, body }) =>
      await updateRoleRule(scope, { ...body.rule, id: params.id, version: body.version }),
  }),
  defineRoute({
    method: 'DELETE',
    url: `${base}/role-rules/:id`,
    access: 'messaging.configure',
    summary: '删除身份规则',
    tag: MESSAGING_TAG,
    params: IdParams,
    handle: async ({ scope }, { params }) => await deleteRoleRule(scope, params.id),
  }),
] as const;
