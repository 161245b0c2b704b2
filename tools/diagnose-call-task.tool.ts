import { z } from 'zod';
import { diagnoseTask } from '../domain/calls/diagnosis/diagnose-task.ts';
import type { CallDiagnosis } from '../kernel/contracts/call-diagnosis.ts';
import { formatWhen } from '../kernel/format/when.ts';
import { slot } from '../kernel/slots.ts';
import { given } from './arguments.ts';
import { answer, sentences } from './present/answer.ts';
import { tablePart, type RowTable } from './present/row-table.ts';
import { resolveCallTask, stateOf } from './resolve/call-task.ts';
import { readTool, withCalls } from './tool.ts';

/** A task that could move and has not come to its end. */
const OPEN = {
  fits: (task: { task_type: string; control: string }) =>
    task.task_type !== 'followed_up' && task.control !== 'cancelled',
  what: '没跑完',
};

export const diagnoseCallTask = readTool({
  name: 'diagnose_call_task',
  title: '诊断外呼任务',
  description:
    '一个外呼任务为什么没有进展：卡在哪个条件、还差多少、最近的错误、怎么修。task 原样写用户的话或任务名。要动手修用 repair_call_task。',
  permission: 'call.read',
  input: z.strictObject({ task: slot('question', '外呼任务', z.string().trim().max(500)).nullish() }),
  phrases: [
    '外呼任务为什么没动静',
    '外呼任务老客户回访为什么不动了',
    '外呼卡住了是怎么回事',
    '诊断一下外呼任务',
    '为什么外呼还没打完',
    '外呼任务怎么一直没有结果',
    '外呼为什么没有跟进记录',
    '机器人怎么不打电话了',
    '检查外呼任务出了什么问题',
    '外呼任务一直是外呼中，为什么',
    '外呼任务报什么错',
  ],
  answer: async (given_scope, said) => {
    const scope = withCalls(given_scope);
    const named = given(said.task);
    const task = await resolveCallTask(scope, named, OPEN).catch(async (error: unknown) => {
      // One that is through is told about when it was named.
      if (named === undefined) throw error;
      return await resolveCallTask(scope, named, { fits: () => true, what: '' });
    });
    const found = await diagnoseTask(scope, task.id);
    const now = scope.clock.now();
    const [last] = found.last_errors;
    const { counts } = found;
    return answer({
      text: sentences(
        `外呼任务“${found.task_name}”${stateOf(task)}，${found.would_be_processed ? '下次检查会继续处理' : '现在不会自动处理'}。`,
        found.reasons.length > 0 ? found.reasons.join('') : '没有发现问题。',
        `共 ${counts.total} 个号码：${counts.with_status} 个有结果，${counts.with_follow} 个有跟进。`,
        last && `最近的错误（${formatWhen(last.at, now)}，${last.step}）：${last.message}`,
        found.repairs.length > 0 && `可以修复：${found.repairs.map(({ message }) => message).join('、')}。`,
      ),
      parts: [tablePart(CONDITIONS, found.conditions, { title: '处理条件' })],
      suggestions: [
        found.repairs.length > 0 && scope.actor.permissions.has('call.execute') && `修复外呼任务${found.task_name}`,
        `外呼任务${found.task_name}的进展`,
      ],
    });
  },
});

const CONDITIONS: RowTable<CallDiagnosis['conditions'][number]> = {
  columns: [
    { key: 'met', label: '符合', format: 'text', cell: (row) => (row.met ? '是' : '否') },
    { key: 'detail', label: '说明', format: 'text', cell: (row) => row.detail },
  ],
  ref: () => null,
};
