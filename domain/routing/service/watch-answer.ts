import type { TaskFacts } from '../../after-sales/open-tasks.ts';
import { tasksOf } from '../../after-sales/open-tasks.ts';
import { AWAITS_ANSWER } from '../../after-sales/task-moves.ts';
import type { FlowState } from '../flow-state.ts';
import type { Decision, NodeMoment, ReadScope } from '../nodes/node.ts';
import { nameList } from './node-texts.ts';

/** What became of those who were asked. */
export type Answers =
  | { readonly kind: 'wait'; readonly wait: NonNullable<Decision['wait']>; readonly open: readonly TaskFacts[] }
  | { readonly kind: 'responded' | 'silent' | 'gone'; readonly open: readonly TaskFacts[] };

/** The tasks of this message, whatever became of them. */
export async function readTasksOfMessage(scope: ReadScope, state: FlowState): Promise<TaskFacts[]> {
  const ids = [
    ...(state.after_sales?.task_ids ?? []),
    ...(state.after_sales?.task_id ? [state.after_sales.task_id] : []),
    ...(state.operation?.track_task_id ? [state.operation.track_task_id] : []),
  ];
  return await tasksOf(scope, { ids, message_id: state.message.id });
}

/** Whether everybody answered, or the time is up, or one waits on: total over tasks and time. */
export function watchAnswers(tasks: readonly TaskFacts[], moment: NodeMoment, minutes: number): Answers {
  const open = tasks.filter((task) => (AWAITS_ANSWER as readonly string[]).includes(task.status));
  if (open.length === 0)
    return { kind: tasks.some((task) => task.status !== 'cancelled') ? 'responded' : 'gone', open };
  const until = new Date(moment.since.getTime() + minutes * 60_000);
  if (moment.now >= until) return { kind: 'silent', open };
  return { kind: 'wait', wait: { until, on: `task:${open[0]!.id}` }, open };
}

/** Who has not answered, as one says it. */
export function whoIsSilent(open: readonly TaskFacts[]): string {
  return nameList(open.map((task) => task.person_name ?? '群里的号主'));
}
