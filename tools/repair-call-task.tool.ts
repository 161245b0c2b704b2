import { z } from 'zod';
import { diagnoseTask } from '../domain/calls/diagnosis/diagnose-task.ts';
import { repairTask } from '../domain/calls/diagnosis/repair-task.ts';
import { REPAIR_WORDS } from '../domain/calls/words.ts';
import { slot } from '../kernel/slots.ts';
import { given } from './arguments.ts';
import { toolError } from './errors.ts';
import { answer, sentences } from './present/answer.ts';
import { versionOf } from './present/change.ts';
import { resolveCallTask, stateOf } from './resolve/call-task.ts';
import { withCalls, writeTool } from './tool.ts';

interface Plan {
  readonly id: string;
  readonly name: string;
}

export const repairCallTask = writeTool({
  name: 'repair_call_task',
  title: '修复外呼任务',
  description:
    '按诊断把一个没有进展的外呼任务修好：重新提交、同步、查询、写跟进、分析。不会重复拨打，也不会重复判断。task 原样写用户的话或任务名。',
  permission: 'call.execute',
  input: z.strictObject({ task: slot('question', '外呼任务', z.string().trim().max(500)).nullish() }),
  phrases: [
    '修复外呼任务',
    '修复外呼任务老客户回访',
    '把外呼任务修一下',
    '把卡住的外呼任务修好',
    '一键修复外呼',
    '外呼任务重新查询一下结果',
    '重新同步外呼任务',
    '外呼任务的跟进重新生成一下',
    '没分析出来的通话重新分析',
    '让外呼任务继续跑起来，修一下',
  ],
  propose: async (given_scope, said) => {
    const scope = withCalls(given_scope);
    const task = await resolveCallTask(scope, given(said.task), { fits: ({ started }) => started, what: '已经开始' });
    const { repairs, reasons } = await diagnoseTask(scope, task.id);
    if (repairs.length === 0)
      throw toolError('tools.nothing_to_change', { details: { reason: `外呼任务“${task.task_name}”没有要修复的` } });
    return {
      title: '修复外呼任务',
      summary: sentences(
        `修复外呼任务“${task.task_name}”（${stateOf(task)}）。`,
        reasons.join(''),
        '不会重复拨打，也不会重复判断。',
      ),
      changes: repairs.map(({ repair, message }) => ({
        entity: 'call_task',
        record_id: task.id,
        record_label: task.task_name,
        field: message,
        before: null,
        after: `执行（${repair}）`,
      })),
      fields: [],
      refs: [],
      snapshot: versionOf('call_task', task),
      settled: { task: task.id },
      plan: { id: task.id, name: task.task_name } satisfies Plan,
    };
  },
  carryOut: async (scope, plan: Plan) => {
    const { done } = await repairTask(withCalls(scope), plan.id);
    const did = done.map((repair) => REPAIR_WORDS[repair]).join('、');
    return answer({
      text: done.length > 0 ? `外呼任务“${plan.name}”已修复：${did}。` : `外呼任务“${plan.name}”已经在处理，不用再修。`,
      parts: [],
      suggestions: [`外呼任务${plan.name}的进展`],
    });
  },
});
