import { listTasks } from '../../domain/calls/tasks/task-view.ts';
import { CONTROL_WORDS, TASK_TYPE_WORDS } from '../../domain/calls/words.ts';
import type { CallTaskView } from '../../kernel/contracts/call-tasks.ts';
import { toolError } from '../errors.ts';
import type { ToolScope } from '../tool.ts';

const MOST_READ = 200;
const MOST_OPTIONS = 8;
const NEWEST = /最近|最新|刚才|刚刚|上一个|上次|这个任务|那个任务/u;
const plain = (text: string): string => text.toLowerCase().replaceAll(/[\s，,。:：“”"「」《》？?]/gu, '');
/** What is said around the name of a task. */
const AROUND =
  /外呼|电话|任务|批次|活动|进展|进度|情况|怎么样|怎样|为什么|为啥|怎么|没有?动静|不动|没动|卡住了?|诊断|修复|修一下|修好|暂停|停一下|停掉|继续|恢复|取消|终止|开始|启动|看看|看下|查下|查一下|一下|名单|谁|哪些|有意向|感兴趣|意向|兴趣|的|了|吗|呢|把|给|我|帮|请|打到哪/gu;

/**
 * The tasks a sentence may mean, among those one sees: the one whose name it holds, those whose name holds its words, the newest
 * one for «the latest»; all of them where it names none.
 */
export async function fittingTasks(scope: ToolScope, said: string | undefined): Promise<readonly CallTaskView[]> {
  const { items } = await listTasks(scope, { page: 1, page_size: MOST_READ });
  if (said === undefined) return items;
  const words = plain(said);
  const held = items
    .filter(({ id, task_name }) => id === said || words.includes(plain(task_name)))
    .toSorted((a, b) => b.task_name.length - a.task_name.length);
  if (held[0]) return held.filter(({ task_name }) => task_name.length === held[0]!.task_name.length);
  if (NEWEST.test(said)) return items.slice(0, 1);
  const bare = words.replaceAll(AROUND, '');
  return bare.length < 2 ? items : items.filter(({ task_name }) => plain(task_name).includes(bare));
}

/**
 * The task a sentence names; nothing where it names none.
 * @throws AppError `tools.which_call_task` with the choices
 */
export async function namedTask(scope: ToolScope, said: string | undefined): Promise<CallTaskView | undefined> {
  if (said === undefined) return undefined;
  const { items } = await listTasks(scope, { page: 1, page_size: MOST_READ });
  const found = await fittingTasks(scope, said);
  if (found.length === 0 || found.length === items.length) return items.length === 1 ? found[0] : undefined;
  return oneOf(found);
}

/**
 * The one task that is meant, among those a deed fits.
 * @throws AppError `tools.nothing_fits`, `tools.which_call_task` with the choices
 */
export async function resolveCallTask(
  scope: ToolScope,
  said: string | undefined,
  among: { readonly fits: (task: CallTaskView) => boolean; readonly what: string },
): Promise<CallTaskView> {
  const named = await fittingTasks(scope, said);
  const found = named.filter(among.fits);
  if (found.length > 0) return oneOf(found);
  const [only] = named;
  if (only && named.length === 1)
    throw toolError('tools.nothing_fits', {
      details: { what: `外呼任务“${only.task_name}”现在是“${stateOf(only)}”，${among.what}` },
    });
  throw toolError('tools.nothing_fits', {
    details: { what: named.length === 0 ? '没有找到这样的外呼任务' : `没有${among.what}的外呼任务` },
  });
}

function oneOf(found: readonly CallTaskView[]): CallTaskView {
  if (found.length === 1) return found[0]!;
  const options = found.slice(0, MOST_OPTIONS).map((task) => ({
    label: `${task.task_name}（${stateOf(task)}，${task.total} 个号码）`,
    value: task.id,
  }));
  throw toolError('tools.which_call_task', { details: { count: found.length, options } });
}

/** «外呼中», «已暂停»: what people want of it stands before where it is. */
export function stateOf(task: Pick<CallTaskView, 'control' | 'task_type' | 'started'>): string {
  if (task.control !== 'running' && task.task_type !== 'followed_up') return CONTROL_WORDS[task.control];
  if (task.task_type === 'drafted' && task.started) return '正在提交';
  return TASK_TYPE_WORDS[task.task_type];
}
