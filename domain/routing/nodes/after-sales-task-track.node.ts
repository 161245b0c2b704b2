import { z } from 'zod';
import type { TaskFacts } from '../../after-sales/open-tasks.ts';
import { isOpen } from '../../after-sales/task-moves.ts';
import { effectOf } from '../effects/effect.ts';
import { moveTrackTask } from '../effects/move-track-task.effect.ts';
import { reportTrackTask } from '../effects/report-track-task.effect.ts';
import { fillText, nameList, nodeText, notifyConversation } from '../service/node-texts.ts';
import { noticeAbout } from '../notice.ts';
import { readTasksOfMessage } from '../service/watch-answer.ts';
import { defineNode, type Decision } from './node.ts';

const Config = z.strictObject({
  notify_conversation_id: notifyConversation,
  overdue_notice: nodeText(
    ['names', 'task', 'group', 'colleague'],
    '“{group}”里 {names} 的“{task}”过了期限还没有办完，{colleague}请跟进一下。',
  ),
});

/** Nodes C5 and C6: follows tasks to their end or to their deadline, then writes the report of how it went. */
export const afterSalesTaskTrack = defineNode<z.infer<typeof Config>, readonly TaskFacts[]>({
  type: 'AFTER_SALES_TASK_TRACK',
  title: '任务完成跟踪',
  description:
    '跟到任务完成、取消或过期：售后在群里说办好了、或在页面上标完成都算。过期时通知工作群（notify_conversation_id）。结束时写入协同报告：等了多久、催了几次、有没有冲突。',
  config: Config,
  ways: () => ({ completed: '办完了', overdue: '过期没办完', cancelled: '取消了', none: '没有任务' }),
  waits: true,
  read: readTasksOfMessage,
  decide: (state, tasks, config, moment): Decision => {
    if (tasks.length === 0) return { way: 'none', reason: '没有要跟踪的任务' };
    const open = tasks.filter((task) => isOpen(task.status));
    const report = tasks.map((task) => effectOf(reportTrackTask, { id: task.id }));
    if (open.length === 0) {
      const done = tasks.filter((task) => task.status === 'completed').length;
      const reason = done > 0 ? `${done} 个任务办完了` : '任务都取消了';
      return {
        way: done > 0 ? 'completed' : 'cancelled',
        reason,
        details: { done, of: tasks.length },
        effects: report,
      };
    }
    const pending = open.filter((task) => task.deadline > moment.now && task.status !== 'overdue');
    if (pending.length > 0) {
      const until = new Date(Math.min(...pending.map((task) => task.deadline.getTime())));
      return { reason: `还有 ${pending.length} 个任务没办完，跟到期限`, wait: { until, on: `task:${pending[0]!.id}` } };
    }
    const values = {
      names: nameList(open.map((task) => task.person_name ?? '号主')),
      task: open[0]!.title,
      group: state.conversation?.name ?? '群里',
      colleague: state.sender?.name ?? '售后同事',
    };
    const notice = noticeAbout(
      state.message.conversation_id,
      config.notify_conversation_id,
      fillText(config.overdue_notice, values),
    );
    return {
      way: 'overdue',
      reason: `${values.names}的“${values.task}”过了期限；${notice.said}`,
      details: { open: open.length, of: tasks.length },
      effects: [
        ...open.map((task) => effectOf(moveTrackTask, { id: task.id, to: 'overdue', reason: '过了期限还没有办完' })),
        ...report,
        ...notice.effects,
      ],
    };
  },
});
