import { z } from 'zod';
import { listTasks } from '../domain/calls/tasks/task-view.ts';
import type { CallTaskView } from '../kernel/contracts/call-tasks.ts';
import { formatWhen } from '../kernel/format/when.ts';
import { slot } from '../kernel/slots.ts';
import { given } from './arguments.ts';
import { answer, sentences } from './present/answer.ts';
import { filterPart } from './present/filter-part.ts';
import { tablePart, type RowTable } from './present/row-table.ts';
import { namedTask, stateOf } from './resolve/call-task.ts';
import { readTool, type ToolAnswer, type ToolScope } from './tool.ts';

const MOST_READ = 50;
const MOST_NAMED = 3;

export const callTaskProgress = readTool({
  name: 'call_task_progress',
  title: '外呼进展',
  description:
    '外呼任务打到哪一步了：拨了多少、接通后跟进了多少、多少有意向。task 原样写用户的话或任务名；不说是哪个就列出最近的任务。效果、接通率、费用用 compare_call_tasks。',
  permission: 'call.read',
  input: z.strictObject({ task: slot('question', '外呼任务', z.string().trim().max(500)).nullish() }),
  phrases: [
    '外呼任务的进展',
    '外呼任务进展怎么样了',
    '外呼打到哪了',
    '现在有哪些外呼任务',
    '外呼任务列表',
    '机器人电话打完了吗',
    '外呼任务老客户回访进展',
    '外呼任务还剩多少没打',
    '正在打的外呼任务有哪些',
    '看看外呼进度',
    '外呼任务展会名单打完了没有',
    '还有几个外呼任务没跑完',
  ],
  answer: async (scope, said) => {
    const task = await namedTask(scope, given(said.task));
    return task ? tellOne(scope, task) : await tellAll(scope);
  },
});

function tellOne(scope: ToolScope, task: CallTaskView): ToolAnswer {
  return answer({
    text: sentences(
      `外呼任务“${task.task_name}”${stateOf(task)}：共 ${task.total} 个号码，${task.final} 个有结果，${task.followed} 个已写跟进，${task.interested} 个有意向。`,
      task.skipped > 0 && `另有 ${task.skipped} 个不拨打。`,
      task.started_at ? `${formatWhen(task.started_at, scope.clock.now())}开始。` : '还没有开始拨打。',
    ),
    parts: [tablePart(TASK_TABLE, [task], { title: '外呼任务' })],
    suggestions: [
      task.interested > 0 && `外呼任务${task.task_name}里哪些人有意向`,
      task.started_at ? `外呼任务${task.task_name}的效果怎么样` : `开始外呼任务${task.task_name}`,
      task.task_type === 'calling' && `外呼任务${task.task_name}为什么没动`,
    ],
  });
}

async function tellAll(scope: ToolScope): Promise<ToolAnswer> {
  const { items, total } = await listTasks(scope, { page: 1, page_size: MOST_READ });
  const parts = filterPart(scope.actor, '外呼任务', []);
  if (items.length === 0)
    return answer({
      text: '还没有您能看到的外呼任务。',
      parts,
      suggestions: ['给上个月没跟进的线索安排一轮外呼'],
    });
  const open = items.filter((task) => task.task_type !== 'followed_up' && task.control !== 'cancelled');
  const told = (open.length > 0 ? open : items).slice(0, MOST_NAMED);
  return answer({
    text: sentences(
      `外呼任务有 ${total} 个，${open.length} 个还没跑完。`,
      `${told.map((task) => `“${task.task_name}”${stateOf(task)}，${task.final}/${task.total} 有结果，${task.interested} 个有意向`).join('；')}。`,
    ),
    parts: [tablePart(TASK_TABLE, items, { title: '外呼任务', total }), ...parts],
    suggestions: ['昨天的外呼效果怎么样', '哪些人有意向', `外呼任务${told[0]!.task_name}的进展`],
  });
}

const TASK_TABLE: RowTable<CallTaskView> = {
  columns: [
    { key: 'name', label: '任务', format: 'text', cell: (row) => row.task_name },
    { key: 'state', label: '状态', format: 'text', cell: stateOf },
    { key: 'total', label: '号码', format: 'integer', cell: (row) => row.total },
    { key: 'final', label: '有结果', format: 'integer', cell: (row) => row.final },
    { key: 'followed', label: '已写跟进', format: 'integer', cell: (row) => row.followed },
    { key: 'interested', label: '有意向', format: 'integer', cell: (row) => row.interested },
    { key: 'skipped', label: '不拨打', format: 'integer', cell: (row) => row.skipped },
    { key: 'owner', label: '谁建的', format: 'text', cell: (row) => row.owner_name },
    { key: 'started_at', label: '开始', format: 'datetime', cell: (row) => row.started_at },
  ],
  ref: () => null,
};
