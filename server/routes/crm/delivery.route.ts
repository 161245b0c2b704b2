import { z } from 'zod';
import { createPlan } from '../../../domain/crm/delivery/create-plan.ts';
import { getPlan } from '../../../domain/crm/delivery/get-plan.ts';
import { createIssue } from '../../../domain/crm/delivery/issues/create-issue.ts';
import { getIssue } from '../../../domain/crm/delivery/issues/get-issue.ts';
import { listIssues } from '../../../domain/crm/delivery/issues/list-issues.ts';
import { updateIssue } from '../../../domain/crm/delivery/issues/update-issue.ts';
import { listOverdue } from '../../../domain/crm/delivery/list-overdue.ts';
import { addTask } from '../../../domain/crm/delivery/tasks/add-task.ts';
import { listTasks } from '../../../domain/crm/delivery/tasks/list-tasks.ts';
import { removeTask } from '../../../domain/crm/delivery/tasks/remove-task.ts';
import { updateTask } from '../../../domain/crm/delivery/tasks/update-task.ts';
import { createTemplate } from '../../../domain/crm/delivery/templates/create-template.ts';
import { listTemplates } from '../../../domain/crm/delivery/templates/list-templates.ts';
import { updateTemplate } from '../../../domain/crm/delivery/templates/update-template.ts';
import {
  CreateIssue,
  CreatePlan,
  CreateTask,
  CreateTemplate,
  IssueList,
  IssueView,
  OverdueList,
  OverdueView,
  PlanView,
  TaskList,
  TaskView,
  TemplateView,
  UpdateIssue,
  UpdateTask,
  UpdateTemplate,
} from '../../../kernel/contracts/delivery.ts';
import { pageOf } from '../../../kernel/contracts/paging.ts';
import { defineRoute } from '../../route.ts';
import { CRM_TAG, IdParams } from './params.ts';

const url = '/api/v1/crm';

/** From the order to the delivered order: templates, plans, tasks, issues, and what is late. */
export const deliveryRoutes = [
  defineRoute({
    method: 'GET',
    url: `${url}/delivery/templates`,
    access: 'crm.read',
    summary: '交付模板列表',
    tag: CRM_TAG,
    response: z.object({ items: z.array(TemplateView) }),
    handle: async ({ scope }) => await listTemplates(scope),
  }),
  defineRoute({
    method: 'POST',
    url: `${url}/delivery/templates`,
    access: 'crm.assign',
    summary: '新建交付模板',
    tag: CRM_TAG,
    body: CreateTemplate,
    response: TemplateView,
    status: 201,
    handle: async ({ scope }, { body }) => await createTemplate(scope, body),
  }),
  defineRoute({
    method: 'PATCH',
    url: `${url}/delivery/templates/:id`,
    access: 'crm.assign',
    summary: '修改交付模板',
    tag: CRM_TAG,
    params: IdParams,
    body: UpdateTemplate,
    response: TemplateView,
    handle: async ({ scope }, { params, body }) => await updateTemplate(scope, { ...body, id: params.id }),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/orders/:id/plan`,
    access: 'crm.read',
    summary: '订单的交付计划',
    tag: CRM_TAG,
    params: IdParams,
    response: PlanView,
    handle: async ({ scope }, { params }) => await getPlan(scope, params),
  }),
  defineRoute({
    method: 'POST',
    url: `${url}/orders/:id/plan`,
    access: 'crm.write',
    summary: '安排交付计划',
    tag: CRM_TAG,
    params: IdParams,
    body: CreatePlan,
    response: PlanView,
    status: 201,
    handle: async ({ scope }, { params, body }) => await createPlan(scope, { ...body, id: params.id }),
  }),
  defineRoute({
    method: 'POST',
    url: `${url}/orders/:id/tasks`,
    access: 'crm.write',
    summary: '新增交付任务',
    tag: CRM_TAG,
    params: IdParams,
    body: CreateTask,
    response: TaskView,
    status: 201,
    handle: async ({ scope }, { params, body }) => await addTask(scope, { ...body, id: params.id }),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/delivery/tasks`,
    access: 'crm.read',
    summary: '交付任务列表',
    tag: CRM_TAG,
    query: TaskList,
    response: pageOf(TaskView),
    handle: async ({ scope }, { query }) => await listTasks(scope, query),
  }),
  defineRoute({
    method: 'PATCH',
    url: `${url}/delivery/tasks/:id`,
    access: 'crm.write',
    summary: '修改交付任务',
    tag: CRM_TAG,
    params: IdParams,
    body: UpdateTask,
    response: TaskView,
    handle: async ({ scope }, { params, body }) => await updateTask(scope, { ...body, id: params.id }),
  }),
  defineRoute({
    method: 'DELETE',
    url: `${url}/delivery/tasks/:id`,
    access: 'crm.write',
    summary: '删除交付任务',
    tag: CRM_TAG,
    params: IdParams,
    handle: async ({ scope }, { params }) => await removeTask(scope, params),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/delivery/issues`,
    access: 'crm.read',
    summary: '交付问题列表',
    tag: CRM_TAG,
    query: IssueList,
    response: pageOf(IssueView),
    handle: async ({ scope }, { query }) => await listIssues(scope, query),
  }),
  defineRoute({
    method: 'POST',
    url: `${url}/delivery/issues`,
    access: 'crm.write',
    summary: '登记交付问题',
    tag: CRM_TAG,
    body: CreateIssue,
    response: IssueView,
    status: 201,
    handle: async ({ scope }, { body }) => await createIssue(scope, body),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/delivery/issues/:id`,
    access: 'crm.read',
    summary: '查看交付问题',
    tag: CRM_TAG,
    params: IdParams,
    response: IssueView,
    handle: async ({ scope }, { params }) => await getIssue(scope, params),
  }),
  defineRoute({
    method: 'PATCH',
    url: `${url}/delivery/issues/:id`,
    access: 'crm.write',
    summary: '处理交付问题',
    tag: CRM_TAG,
    params: IdParams,
    body: UpdateIssue,
    response: IssueView,
    handle: async ({ scope }, { params, body }) => await updateIssue(scope, { ...body, id: params.id }),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/delivery/overdue`,
    access: 'crm.read',
    summary: '逾期的任务、合同节点和问题',
    tag: CRM_TAG,
    query: OverdueList,
    response: pageOf(OverdueView),
    handle: async ({ scope }, { query }) => await listOverdue(scope, query),
  }),
] as const;
