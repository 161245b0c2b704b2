import { z } from 'zod';
import { TASK_STATUS_WORDS } from '../domain/crm/delivery/tasks/task-view.ts';
import { updateTask } from '../domain/crm/delivery/tasks/update-task.ts';
import { TASK_STATUSES, type TaskStatus } from '../kernel/contracts/delivery.ts';
import { choice, slot } from '../kernel/slots.ts';
import { given, maybeCustomer, maybeWords } from './arguments.ts';
import { toolError } from './errors.ts';
import { answer, sentences } from './present/answer.ts';
import { changeOf, versionOf } from './present/change.ts';
import { optionsOf } from './present/options.ts';
import { customerLink } from './present/refs.ts';
import { resolveDeliveryTask } from './resolve/delivery-task.ts';
import { writeTool } from './tool.ts';

interface Plan {
  readonly id: string;
  readonly version: number;
  readonly status: TaskStatus;
  readonly note?: string;
}

export const updateDeliveryTask = writeTool({
  name: 'update_delivery_task',
  title: '更新交付任务',
  description:
    '更新一项交付任务的状态：todo 未开始、doing 开始做、blocked 受阻、done 完成、cancelled 取消。task 写任务名；不说客户就看说话人自己的任务。',
  permission: 'crm.write',
  input: z.strictObject({
    customer: maybeCustomer,
    task: slot('question', '交付任务', z.string().trim().max(500)).nullish(),
    status: choice('状态', z.enum(TASK_STATUSES), {
      done: ['完成', '做完', '搞定', '办完', '弄完', '结束', '好了'],
      doing: ['开始', '开工', '进行中', '在做', '动工', '启动'],
      blocked: ['受阻', '卡住', '卡着', '做不下去', '阻塞'],
      cancelled: ['取消', '不做了', '作废'],
      todo: ['还没开始', '未开始', '重新打开'],
    }),
    note: maybeWords('free_text', '备注', 500, ['备注']),
  }),
  phrases: [
    '{customer}的交付任务完成了',
    '{customer}那项交付任务做完了',
    '{customer}的交付任务开始做了',
    '{customer}的交付任务卡住了',
    '把{customer}的交付任务标为完成',
    '{customer}的交付任务受阻',
    '更新{customer}的交付任务，已经完成',
    '我的交付任务做完了',
    '{customer}这项任务办完了，更新交付计划',
    '取消{customer}的交付任务',
    '{customer}的交付任务今天开工',
    '{customer}的交付任务做不下去了，备注{note}',
  ],
  propose: async (scope, said) => {
    const task = await resolveDeliveryTask(scope, said);
    const note = given(said.note);
    if (task.status === said.status && !note)
      throw toolError('tools.nothing_to_change', {
        details: { reason: `“${task.name}”已经是“${TASK_STATUS_WORDS[task.status]}”了` },
      });
    const ref = {
      ...customerLink(task.customer_id, task.customer_name),
      label: `${task.customer_name} · ${task.name}`,
    };
    return {
      title: '更新交付任务',
      summary: `把${task.customer_name}的交付任务“${task.name}”从“${TASK_STATUS_WORDS[task.status]}”改为“${TASK_STATUS_WORDS[said.status]}”。`,
      changes: [
        changeOf(ref, '状态', TASK_STATUS_WORDS[task.status], TASK_STATUS_WORDS[said.status]),
        ...(note ? [changeOf(ref, '备注', task.note, note)] : []),
      ],
      fields: [
        {
          name: 'status',
          label: '状态',
          kind: 'select',
          value: said.status,
          options: optionsOf(TASK_STATUSES, TASK_STATUS_WORDS),
        },
        { name: 'note', label: '备注', kind: 'text', value: note ?? null },
      ],
      refs: [customerLink(task.customer_id, task.customer_name)],
      snapshot: versionOf('delivery_task', task),
      settled: { task: task.id },
      plan: { id: task.id, version: task.version, status: said.status, ...(note ? { note } : {}) } satisfies Plan,
    };
  },
  carryOut: async (scope, plan: Plan) => {
    const task = await updateTask(scope, plan);
    return answer({
      text: sentences(
        `已把“${task.name}”（${task.customer_name}）改为“${TASK_STATUS_WORDS[task.status]}”。`,
        task.overdue && `这项任务应在 ${task.due_on} 完成，已经逾期。`,
      ),
      parts: [],
      records: [customerLink(task.customer_id, task.customer_name)],
      suggestions: [`${task.customer_name}交付到哪一步了`, '哪些交付任务逾期了'],
    });
  },
});
