import { z } from 'zod';
import { addAbsence, listAbsences, removeAbsence } from '../../../domain/crm/assignment/absences.ts';
import { autoAssignLead } from '../../../domain/crm/assignment/auto-assign-lead.ts';
import { createRule } from '../../../domain/crm/assignment/create-rule.ts';
import { deleteRule } from '../../../domain/crm/assignment/delete-rule.ts';
import { listHandovers } from '../../../domain/crm/assignment/hand-over.ts';
import { readHours, setHours } from '../../../domain/crm/assignment/hours.ts';
import { listDecisions } from '../../../domain/crm/assignment/list-decisions.ts';
import { listRules } from '../../../domain/crm/assignment/rule-view.ts';
import { tryRules } from '../../../domain/crm/assignment/try-rules.ts';
import { updateRule } from '../../../domain/crm/assignment/update-rule.ts';
import {
  AbsenceView,
  AssignmentDecisionView,
  AssignmentHoursView,
  AssignmentRuleView,
  CreateAbsence,
  CreateAssignmentRule,
  HandoverList,
  HandoverView,
  UpdateAssignmentRule,
} from '../../../kernel/contracts/assignment.ts';
import { ListQuery, pageOf } from '../../../kernel/contracts/paging.ts';
import { defineRoute } from '../../route.ts';
import { CRM_TAG, IdParams } from './params.ts';

const base = '/api/v1/crm';
const rules = `${base}/assignment-rules`;

/** Who gets which lead: rules, working hours, absences, decisions with their reasons, hand-over notes. */
export const assignmentRoutes = [
  defineRoute({
    method: 'GET',
    url: rules,
    access: 'crm.read',
    summary: '分配规则',
    tag: CRM_TAG,
    response: z.object({ items: z.array(AssignmentRuleView) }),
    handle: async ({ scope }) => ({ items: await listRules(scope) }),
  }),
  defineRoute({
    method: 'POST',
    url: rules,
    access: 'crm.configure',
    summary: '新建分配规则',
    tag: CRM_TAG,
    body: CreateAssignmentRule,
    response: AssignmentRuleView,
    status: 201,
    handle: async ({ scope }, { body }) => await createRule(scope, body),
  }),
  defineRoute({
    method: 'PATCH',
    url: `${rules}/:id`,
    access: 'crm.configure',
    summary: '修改分配规则',
    tag: CRM_TAG,
    params: IdParams,
    body: UpdateAssignmentRule,
    response: AssignmentRuleView,
    handle: async ({ scope }, { params, body }) => await updateRule(scope, { ...body, id: params.id }),
  }),
  defineRoute({
    method: 'DELETE',
    url: `${rules}/:id`,
    access: 'crm.configure',
    summary: '删除分配规则',
    tag: CRM_TAG,
    params: IdParams,
    handle: async ({ scope }, { params }) => await deleteRule(scope, params),
  }),
  defineRoute({
    method: 'POST',
    url: `${base}/leads/:id/auto-assign`,
    access: 'crm.assign',
    summary: '按规则分配线索',
    tag: CRM_TAG,
    params: IdParams,
    response: z.object({ decision: AssignmentDecisionView.nullable() }),
    handle: async ({ scope }, { params }) => ({ decision: (await autoAssignLead(scope, params)) ?? null }),
  }),
  defineRoute({
    method: 'POST',
    url: `${base}/leads/:id/try-assignment`,
    access: 'crm.assign',
    summary: '试算线索会分给谁',
    tag: CRM_TAG,
    params: IdParams,
    response: AssignmentDecisionView,
    handle: async ({ scope }, { params }) => await tryRules(scope, params),
  }),
  defineRoute({
    method: 'GET',
    url: `${base}/leads/:id/assignment-decisions`,
    access: 'crm.read',
    summary: '线索的分配记录',
    tag: CRM_TAG,
    params: IdParams,
    response: z.object({ items: z.array(AssignmentDecisionView) }),
    handle: async ({ scope }, { params }) => ({ items: await listDecisions(scope, params) }),
  }),
  defineRoute({
    method: 'GET',
    url: `${base}/assignment-hours`,
    access: 'crm.read',
    summary: '分配线索的工作时间',
    tag: CRM_TAG,
    response: AssignmentHoursView,
    handle: async ({ scope }) => await readHours(scope),
  }),
  defineRoute({
    method: 'PUT',
    url: `${base}/assignment-hours`,
    access: 'crm.configure',
    summary: '设置分配线索的工作时间',
    tag: CRM_TAG,
    body: AssignmentHoursView,
    response: AssignmentHoursView,
    handle: async ({ scope }, { body }) => await setHours(scope, body),
  }),
  defineRoute({
    method: 'GET',
    url: `${base}/absences`,
    access: 'crm.read',
    summary: '请假记录',
    tag: CRM_TAG,
    query: ListQuery,
    response: pageOf(AbsenceView),
    handle: async ({ scope }, { query }) => await listAbsences(scope, query),
  }),
  defineRoute({
    method: 'POST',
    url: `${base}/absences`,
    access: 'crm.write',
    summary: '登记请假',
    tag: CRM_TAG,
    body: CreateAbsence,
    response: AbsenceView,
    status: 201,
    handle: async ({ scope }, { body }) => await addAbsence(scope, body),
  }),
  defineRoute({
    method: 'DELETE',
    url: `${base}/absences/:id`,
    access: 'crm.write',
    summary: '取消请假',
    tag: CRM_TAG,
    params: IdParams,
    handle: async ({ scope }, { params }) => await removeAbsence(scope, params),
  }),
  defineRoute({
    method: 'GET',
    url: `${base}/handovers`,
    access: 'crm.read',
    summary: '交接说明',
    tag: CRM_TAG,
    query: HandoverList,
    response: pageOf(HandoverView),
    handle: async ({ scope }, { query }) => await listHandovers(scope, query),
  }),
] as const;
