import { z } from 'zod';
import { diagnoseTask } from '../../../domain/calls/diagnosis/diagnose-task.ts';
import { repairTask } from '../../../domain/calls/diagnosis/repair-task.ts';
import { readDigest, readStatistics } from '../../../domain/calls/statistics/read-statistics.ts';
import { createTask } from '../../../domain/calls/tasks/create-task.ts';
import { startTask } from '../../../domain/calls/tasks/start-task.ts';
import { steerTask } from '../../../domain/calls/tasks/steer-task.ts';
import { listTasks, readTask } from '../../../domain/calls/tasks/task-view.ts';
import { CallDiagnosis, CallRepaired } from '../../../kernel/contracts/call-diagnosis.ts';
import { CallDigest, CallStatistics, CallStatisticsQuery } from '../../../kernel/contracts/call-statistics.ts';
import {
  CallTaskDetail,
  CallTaskList,
  CallTaskView,
  CreateCallTask,
  VersionOnly,
} from '../../../kernel/contracts/call-tasks.ts';
import type { CallControl } from '../../../kernel/contracts/calls.ts';
import { pageOf } from '../../../kernel/contracts/paging.ts';
import { defineRoute } from '../../route.ts';
import { receivedTask } from './received-task.ts';
import type { ScopeOf } from './scope-of.ts';

const base = '/api/v1/calls/tasks';
const tag = '外呼任务';
const IdParams = z.object({ id: z.uuid() });
/** A list of people may be long. */
const LARGEST_LIST = 12 * 1_048_576;

/** Call tasks: made, started, steered, diagnosed, summed up. */
export const callTaskRoutes = (scopeOf: ScopeOf) => [
  defineRoute({
    method: 'GET',
    url: base,
    access: 'call.read',
    summary: '外呼任务列表',
    tag,
    query: CallTaskList,
    response: pageOf(CallTaskView),
    handle: async (context, { query }) => await listTasks(scopeOf(context), query),
  }),
  defineRoute({
    method: 'POST',
    url: base,
    access: 'call.write',
    summary: '新建外呼任务',
    tag,
    bodyLimit: LARGEST_LIST,
    body: CreateCallTask,
    response: CallTaskDetail,
    status: 201,
    handle: async (context, { body }) => await createTask(scopeOf(context), body),
  }),
  defineRoute({
    method: 'POST',
    url: `${base}/upload`,
    access: 'call.write',
    summary: '上传 CSV 名单新建外呼任务',
    tag,
    response: CallTaskDetail,
    status: 201,
    handle: async (context) => await createTask(scopeOf(context), await receivedTask(context.request)),
  }),
  defineRoute({
    method: 'GET',
    url: `${base}/:id`,
    access: 'call.read',
    summary: '外呼任务和没有拨打的名单',
    tag,
    params: IdParams,
    response: CallTaskDetail,
    handle: async (context, { params }) => await readTask(scopeOf(context), params.id),
  }),
  defineRoute({
    method: 'POST',
    url: `${base}/:id/start`,
    access: 'call.execute',
    summary: '开始外呼',
    tag,
    params: IdParams,
    body: VersionOnly,
    response: CallTaskDetail,
    handle: async (context, { params, body }) => await startTask(scopeOf(context), { ...body, id: params.id }),
  }),
  steerRoute(scopeOf, 'suspend', 'suspended', '暂停外呼'),
  steerRoute(scopeOf, 'resume', 'running', '继续外呼'),
  steerRoute(scopeOf, 'cancel', 'cancelled', '取消外呼任务'),
  defineRoute({
    method: 'GET',
    url: `${base}/:id/diagnosis`,
    access: 'call.read',
    summary: '诊断外呼任务为什么没有进展',
    tag,
    params: IdParams,
    response: CallDiagnosis,
    handle: async (context, { params }) => await diagnoseTask(scopeOf(context), params.id),
  }),
  defineRoute({
    method: 'POST',
    url: `${base}/:id/repair`,
    access: 'call.execute',
    summary: '一键修复外呼任务',
    tag,
    params: IdParams,
    response: CallRepaired,
    handle: async (context, { params }) => await repairTask(scopeOf(context), params.id),
  }),
  defineRoute({
    method: 'GET',
    url: `${base}/:id/statistics`,
    access: 'call.read',
    summary: '外呼任务的结果统计',
    tag,
    params: IdParams,
    response: CallDigest,
    handle: async (context, { params }) => await readDigest(scopeOf(context), params.id),
  }),
  defineRoute({
    method: 'GET',
    url: '/api/v1/calls/statistics',
    access: 'call.read',
    summary: '比较各外呼任务的结果',
    tag,
    query: CallStatisticsQuery,
    response: CallStatistics,
    handle: async (context, { query }) => await readStatistics(scopeOf(context), query),
  }),
];

function steerRoute(scopeOf: ScopeOf, verb: string, to: CallControl, summary: string) {
  return defineRoute({
    method: 'POST',
    url: `${base}/:id/${verb}`,
    access: 'call.execute',
    summary,
    tag,
    params: IdParams,
    body: VersionOnly,
    response: CallTaskDetail,
    handle: async (context, { params, body }) => await steerTask(scopeOf(context), { ...body, id: params.id, to }),
  });
}
