import { z } from 'zod';
import type { TaskFacts } from '../../after-sales/open-tasks.ts';
import { fillText, nodeMinutes, nodeText, notifyConversation } from '../service/node-texts.ts';
import { noticeAbout } from '../notice.ts';
import { readTasksOfMessage, watchAnswers, whoIsSilent } from '../service/watch-answer.ts';
import { defineNode } from './node.ts';

const Config = z.strictObject({
  wait_minutes: nodeMinutes(5),
  notify_conversation_id: notifyConversation,
  notice: nodeText(
    ['names', 'operator', 'minutes', 'group'],
    '运营{operator}在“{group}”找 {names}，{minutes} 分钟没有人回应，请马上跟进。',
  ),
});

/** Node A3: waits for an answer to operations, and tells colleagues when there is none. */
export const noResponseNotify = defineNode<z.infer<typeof Config>, readonly TaskFacts[]>({
  type: 'NO_RESPONSE_NOTIFY',
  title: '无人回应通知处理',
  description:
    '等号主回应运营 wait_minutes 分钟；没有回应就通知工作群（notify_conversation_id）。文案可用 {names} {operator} {minutes} {group}。号主一发言就不再等。',
  config: Config,
  ways: () => ({ responded: '有人回应', silent: '到时没有回应', gone: '不用再等' }),
  waits: true,
  read: readTasksOfMessage,
  decide: (state, tasks, config, moment) => {
    if (!state.operation?.needs_answer) return { way: 'gone', reason: '运营没有要求回应' };
    const answers = watchAnswers(tasks, moment, config.wait_minutes);
    if (answers.kind === 'wait')
      return { reason: `等${whoIsSilent(answers.open)}回应运营，最多 ${config.wait_minutes} 分钟`, wait: answers.wait };
    if (answers.kind === 'responded') return { way: 'responded', reason: '号主已经回应运营' };
    if (answers.kind === 'gone') return { way: 'gone', reason: '任务已经取消或不在了' };
    const names = whoIsSilent(answers.open);
    const notice = noticeAbout(
      state.message.conversation_id,
      config.notify_conversation_id,
      fillText(config.notice, {
        names,
        operator: state.sender?.name ?? '',
        minutes: String(config.wait_minutes),
        group: state.conversation?.name ?? '群里',
      }),
    );
    return {
      way: 'silent',
      reason: `${names} ${config.wait_minutes} 分钟没有回应运营；${notice.said}`,
      details: { silent: answers.open.length },
      effects: [...notice.effects],
    };
  },
});
