import { z } from 'zod';
import { completeTask } from '../domain/after-sales/manage-tasks.ts';
import { TASK_STATUS_WORDS } from '../domain/after-sales/words.ts';
import { slot } from '../kernel/slots.ts';
import { given, maybeWords } from './arguments.ts';
import { answer } from './present/answer.ts';
import { versionOf } from './present/change.ts';
import { resolveTrackTask, taskLabel } from './resolve/track-task.ts';
import { writeTool } from './tool.ts';

interface Plan {
  readonly id: string;
  readonly version: number;
  readonly reason: string;
}

export const completeTrackTask = writeTool({
  name: 'complete_track_task',
  title: '完成跟踪任务',
  description:
    '把群里一个号主的跟踪任务（实名认证、扫码登录、绑定手机、运营交办）标为完成。task 写号主、群名或任务名。',
  permission: 'track_task.write',
  input: z.strictObject({
    task: slot('question', '跟踪任务', z.string().trim().min(1).max(200)),
    note: maybeWords('free_text', '说明', 280, ['说明', '备注']),
  }),
  phrases: [
    '把号主的跟踪任务标为完成',
    '群里的跟踪任务办完了',
    '扫码登录的跟踪任务完成了',
    '实名认证的跟踪任务办好了',
    '完成这个号主的跟踪任务',
    '绑定手机的跟踪任务可以结了',
    '运营交办的跟踪任务已经办完',
    '号主的跟踪任务搞定了，备注{note}',
  ],
  propose: async (scope, said) => {
    const task = await resolveTrackTask(scope, said.task);
    const reason = given(said.note) ?? '同事标为完成';
    const label = taskLabel(task);
    const before = TASK_STATUS_WORDS[task.status];
    return {
      title: '完成跟踪任务',
      summary: `把${label}从“${before}”改为“已完成”。`,
      changes: [
        {
          entity: 'track_task',
          record_id: task.id,
          record_label: label,
          field: '状态',
          before,
          after: TASK_STATUS_WORDS.completed,
        },
      ],
      fields: [{ name: 'note', label: '说明', kind: 'text', value: given(said.note) ?? null }],
      refs: [],
      snapshot: versionOf('track_task', task),
      settled: { task: task.id },
      plan: { id: task.id, version: task.version, reason } satisfies Plan,
    };
  },
  carryOut: async (scope, plan: Plan) => {
    const task = await completeTask(scope, plan);
    return answer({
      text: `已把${taskLabel(task)}标为完成。`,
      parts: [],
      suggestions: ['群里有哪些跟踪任务没办完'],
    });
  },
});
