import { z } from 'zod';
import { createTask } from '../../../domain/calls/tasks/create-task.ts';
import { queryNow } from '../../../domain/calls/tasks/query-now.ts';
import { monitorPendingTasks } from '../../../domain/calls/monitor/monitor-pending-tasks.job.ts';
import { readMonitor, setMonitor } from '../../../domain/calls/monitor/monitor-state.ts';
import { AutoTaskRequest, autoTaskAnswer, MonitorState } from '../../../kernel/contracts/auto-task.ts';
import { CreateCallTask, SkippedRow } from '../../../kernel/contracts/call-tasks.ts';
import { CALL_TASK_TYPE_NUMBERS } from '../../../kernel/contracts/calls.ts';
import { defineRoute } from '../../route.ts';
import type { ScopeOf } from './scope-of.ts';

const tag = '外呼任务';
const success = { status: 'success', code: 200 } as const;
const TaskNumber = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);

/** The three addresses of spec 003, with its envelope and its numbers. */
export const autoTaskRoutes = (scopeOf: ScopeOf) => [
  defineRoute({
    method: 'POST',
    url: '/auto-task',
    access: 'call.execute',
    summary: '启动、停止自动化任务监控，或立即检查一次',
    tag,
    body: AutoTaskRequest,
    response: autoTaskAnswer(z.object({ is_running: z.boolean(), action: z.enum(['start', 'stop', 'check']) })),
    handle: async (context, { body: { action } }) => {
      const scope = scopeOf(context);
      if (action === 'check') {
        await scope.em.transactional(
          async (em) =>
            void (await scope.jobs.enqueue(em, monitorPendingTasks, { asked: true }, { singletonKey: 'asked' })),
        );
        const { is_running } = await readMonitor(scope);
        return { ...success, message: '已开始检查任务', data: { is_running, action } };
      }
      const { is_running } = await setMonitor(scope, action === 'start');
      scope.calls.logger.info({ action }, is_running ? '自动化任务监控已启动' : '自动化任务监控已停止');
      return {
        ...success,
        message: is_running ? '自动化任务监控已启动' : '自动化任务监控已停止',
        data: { is_running, action },
      };
    },
  }),
  defineRoute({
    method: 'POST',
    url: '/create-autoCall-tasks',
    access: 'call.write',
    summary: '创建自动外呼任务并开始外呼',
    tag,
    bodyLimit: 12 * 1_048_576,
    body: CreateCallTask.extend({ start: z.boolean().default(true) }).strict(),
    response: autoTaskAnswer(
      z.object({
        task_id: z.uuid(),
        task_name: z.string(),
        task_type: TaskNumber,
        total: z.int(),
        skipped: z.int(),
        skipped_rows: z.array(SkippedRow),
      }),
    ),
    handle: async (context, { body }) => {
      const { id, task_name, task_type, total, skipped, skipped_rows } = await createTask(scopeOf(context), body);
      const data = {
        task_id: id,
        task_name,
        task_type: CALL_TASK_TYPE_NUMBERS[task_type],
        total,
        skipped,
        skipped_rows,
      };
      return { ...success, message: `任务创建成功，共 ${total} 个号码`, data };
    },
  }),
  defineRoute({
    method: 'POST',
    url: '/query-task-execution',
    access: 'call.write',
    summary: '查询外呼任务的执行情况并更新',
    tag,
    body: z.strictObject({ task_id: z.uuid() }),
    response: autoTaskAnswer(
      z.object({
        task_id: z.uuid(),
        task_type: TaskNumber,
        triggered: z.boolean(),
        total: z.int(),
        final: z.int(),
        followed: z.int(),
      }),
    ),
    handle: async (context, { body }) => {
      const data = await queryNow(scopeOf(context), body.task_id);
      return { ...success, message: data.triggered ? '已开始查询' : '任务正在处理或已经完成', data };
    },
  }),
  defineRoute({
    method: 'GET',
    url: '/api/v1/calls/monitor',
    access: 'call.read',
    summary: '自动化任务监控的状态',
    tag,
    response: MonitorState,
    handle: async (context) => await readMonitor(scopeOf(context)),
  }),
];
