import { z } from 'zod';
import { startTask } from '../domain/calls/tasks/start-task.ts';
import { steerTask } from '../domain/calls/tasks/steer-task.ts';
import type { CallTaskView } from '../kernel/contracts/call-tasks.ts';
import type { CallControl } from '../kernel/contracts/calls.ts';
import { choice, slot } from '../kernel/slots.ts';
import { given } from './arguments.ts';
import { answer, sentences } from './present/answer.ts';
import { versionOf } from './present/change.ts';
import { resolveCallTask, stateOf } from './resolve/call-task.ts';
import { sendTool, withCalls } from './tool.ts';

export const CALL_DEEDS = ['start', 'suspend', 'resume', 'cancel'] as const;
type Deed = (typeof CALL_DEEDS)[number];

interface DeedRow {
  readonly word: string;
  /** Whether the deed makes sense of a task. */
  readonly fits: (task: CallTaskView) => boolean;
  readonly what: string;
  readonly after: string;
  readonly to: CallControl | null;
}

const goes = (task: CallTaskView): boolean => task.control !== 'cancelled' && task.task_type !== 'followed_up';
const DEEDS: Readonly<Record<Deed, DeedRow>> = {
  start: {
    word: '开始',
    fits: (task) => goes(task) && !task.started && task.control === 'running',
    what: '还没开始',
    after: '外呼中',
    to: null,
  },
  suspend: {
    word: '暂停',
    fits: (task) => goes(task) && task.control === 'running',
    what: '可以暂停',
    after: '已暂停',
    to: 'suspended',
  },
  resume: {
    word: '继续',
    fits: (task) => goes(task) && task.control === 'suspended',
    what: '暂停中',
    after: '外呼中',
    to: 'running',
  },
  cancel: { word: '取消', fits: goes, what: '可以取消', after: '已取消', to: 'cancelled' },
};

interface Plan {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly deed: Deed;
}

export const steerCallTask = sendTool({
  name: 'steer_call_task',
  title: '开始或停止外呼',
  description:
    '对一个外呼任务：deed 填 start（开始拨打）、suspend（暂停）、resume（继续）、cancel（取消，取消后不能再开始）。task 原样写用户的话或任务名。',
  permission: 'call.execute',
  input: z.strictObject({
    deed: choice('操作', z.enum(CALL_DEEDS), {
      suspend: ['暂停', '停一下', '先停', '停一停', '别打了'],
      resume: ['继续', '恢复', '接着打'],
      cancel: ['取消', '终止', '停掉', '作废', '不打了'],
      start: ['开始', '启动', '开打'],
    }),
    task: slot('question', '外呼任务', z.string().trim().max(500)).nullish(),
  }),
  phrases: [
    '暂停外呼任务',
    '把外呼任务老客户回访停一下',
    '外呼先停一停',
    '继续外呼任务老客户回访',
    '恢复外呼',
    '取消外呼任务展会名单',
    '外呼任务不打了，取消',
    '开始外呼任务老客户回访',
    '启动外呼任务',
    '外呼任务接着打',
    '终止正在跑的外呼任务',
    '机器人先别打了',
  ],
  propose: async (scope, said) => {
    const row = DEEDS[said.deed];
    const task = await resolveCallTask(scope, given(said.task), row);
    const open = task.total - task.final;
    return {
      title: `${row.word}外呼任务`,
      summary: sentences(
        `${row.word}外呼任务“${task.task_name}”（现在${stateOf(task)}，共 ${task.total} 个号码，${open} 个还没有结果）。`,
        said.deed === 'cancel' && '还没拨打的不再拨打，取消以后不能再开始。',
        said.deed === 'suspend' && '正在通话的会打完，其余等您继续。',
        (said.deed === 'start' || said.deed === 'resume') && `会给这 ${open} 个号码打电话。`,
      ),
      changes: [
        {
          entity: 'call_task',
          record_id: task.id,
          record_label: task.task_name,
          field: '状态',
          before: stateOf(task),
          after: row.after,
        },
      ],
      recipients: said.deed === 'start' || said.deed === 'resume' ? open : 0,
      fields: [],
      refs: [],
      snapshot: versionOf('call_task', task),
      settled: { task: task.id },
      plan: { id: task.id, name: task.task_name, version: task.version, deed: said.deed } satisfies Plan,
    };
  },
  carryOut: async (given_scope, { id, name, version, deed }: Plan) => {
    const scope = withCalls(given_scope);
    const { to, word } = DEEDS[deed];
    if (to) await steerTask(scope, { id, version, to });
    else await startTask(scope, { id, version });
    return answer({
      text: `外呼任务“${name}”已${word}。`,
      parts: [],
      suggestions: [deed === 'suspend' && `继续外呼任务${name}`, `外呼任务${name}的进展`],
    });
  },
});
