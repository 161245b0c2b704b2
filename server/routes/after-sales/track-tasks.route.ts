import { z } from 'zod';
import {
  addTask,
  completeTask,
  deleteTask,
  moveTaskByHand,
  updateTask,
} from '../../../domain/after-sales/manage-tasks.ts';
import { listReports } from '../../../domain/after-sales/list-reports.ts';
import { readTaskRules, saveTaskRule } from '../../../domain/after-sales/task-rules.ts';
import { listTasks, readTask } from '../../../domain/after-sales/task-view.ts';
import { pageOf } from '../../../kernel/contracts/paging.ts';
import {
  CompleteTrackTask,
  CreateTrackTask,
  MoveTrackTask,
  SaveTrackTaskRule,
  TrackTaskDetail,
  TrackTaskKind,
  TrackTaskList,
  TrackTaskReportList,
  TrackTaskReportView,
  TrackTaskRuleView,
  TrackTaskView,
  UpdateTrackTask,
} from '../../../kernel/contracts/track-tasks.ts';
import { defineRoute } from '../../route.ts';

const base = '/api/v1/track-tasks';
const tag = '跟踪任务';
const IdParams = z.object({ id: z.uuid() });

/** What people in groups are to do, and how long it may take. */
export const AFTER_SALES_ROUTES = [
  defineRoute({
    method: 'GET',
    url: base,
    access: 'track_task.read',
    summary: '跟踪任务列表',
    tag,
    query: TrackTaskList,
    response: pageOf(TrackTaskView),
    handle: async ({ scope }, { query }) => await listTasks(scope, query),
  }),
  defineRoute({
    method: 'POST',
    url: base,
    access: 'track_task.write',
    summary: '新建跟踪任务',
    tag,
    body: CreateTrackTask,
    response: TrackTaskDetail,
    status: 201,
    handle: async ({ scope }, { body }) => await addTask(scope, body),
  }),
  defineRoute({
    method: 'GET',
    url: `${base}/reports`,
    access: 'track_task.read',
    summary: '跟踪任务用时',
    tag,
    query: TrackTaskReportList,
    response: pageOf(TrackTaskReportView),
    handle: async ({ scope }, { query }) => await listReports(scope, query),
  }),
  defineRoute({
    method: 'GET',
    url: `${base}/rules`,
    access: 'track_task.read',
    summary: '各类任务的期限',
    tag,
    response: z.object({ items: z.array(TrackTaskRuleView) }),
    handle: async ({ scope }) => ({ items: await readTaskRules(scope) }),
  }),
  defineRoute({
    method: 'PUT',
    url: `${base}/rules/:kind`,
    access: 'messaging.configure',
    summary: '修改一类任务的期限',
    tag,
    params: z.object({ kind: TrackTaskKind }),
    body: SaveTrackTaskRule,
    response: TrackTaskRuleView,
    handle: async ({ scope }, { params, body }) => await saveTaskRule(scope, { ...body, kind: params.kind }),
  }),
  defineRoute({
    method: 'GET',
    url: `${base}/:id`,
    access: 'track_task.read',
    summary: '跟踪任务和经过',
    tag,
    params: IdParams,
    response: TrackTaskDetail,
    handle: async ({ scope }, { params }) => await readTask(scope, params.id),
  }),
  defineRoute({
    method: 'PATCH',
    url: `${base}/:id`,
    access: 'track_task.write',
    summary: '修改跟踪任务',
    tag,
    params: IdParams,
    body: UpdateTrackTask,
    response: TrackTaskDetail,
    handle: async ({ scope }, { params, body }) => await updateTask(scope, { ...body, id: params.id }),
  }),
  defineRoute({
    method: 'DELETE',
    url: `${base}/:id`,
    access: 'track_task.write',
    summary: '删除跟踪任务',
    tag,
    params: IdParams,
    handle: async ({ scope }, { params }) => await deleteTask(scope, params.id),
  }),
  defineRoute({
    method: 'POST',
    url: `${base}/:id/complete`,
    access: 'track_task.write',
    summary: '完成跟踪任务',
    tag,
    params: IdParams,
    body: CompleteTrackTask,
    response: TrackTaskDetail,
    handle: async ({ scope }, { params, body }) => await completeTask(scope, { ...body, id: params.id }),
  }),
  defineRoute({
    method: 'POST',
    url: `${base}/:id/move`,
    access: 'track_task.write',
    summary: '改变跟踪任务的状态',
    tag,
    params: IdParams,
    body: MoveTrackTask,
    response: TrackTaskDetail,
    handle: async ({ scope }, { params, body }) => await moveTaskByHand(scope, { ...body, id: params.id }),
  }),
] as const;
