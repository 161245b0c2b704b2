import { z } from 'zod';
import type { TaskFacts } from '../../after-sales/open-tasks.ts';
import { queueText } from '../effects/queue-text-payload.ts';
import { fillText, nodeMinutes, nodeText, notifyConversation } from '../service/node-texts.ts';
import { noticeAbout } from '../notice.ts';
import { readTasksOfMessage, watchAnswers, whoIsSilent } from '../service/watch-answer.ts';
import { defineNode } from './node.ts';

const PLACES = ['names', 'task', 'minutes', 'group', 'colleague'];

const Config = z.strictObject({
  wait_minutes: nodeMinutes(10),
  notify_conversation_id: notifyConversation,
  notice: nodeText(
    PLACES,
    '{names} 在“{group}”还没有回应“{task}”，已经等了 {minutes} 分钟。{colleague}，麻烦换个方式联系一下。',
  ),
  /** Whether a robot reminds the customer in the group as well. */
  remind: z.boolean().default(false),
  reminder: nodeText(PLACES, '{names}，售后在等您办“{task}”，看到了回一声，我们马上帮您处理。'),
});

/** Node C4: waits for who was asked, and tells colleagues when nobody answers. */
export const afterSalesNoResponseNotify = defineNode<z.infer<typeof Config>, readonly TaskFacts[]>({
  type: 'AFTER_SALES_NO_RESPONSE_NOTIFY',
  title: '售后无人回应通知',
  description:
    '等号主回应 wait_minutes 分钟；到时还没有回应就通知工作群（notify_conversation_id），remind 打开时也在群里提醒号主。文案可用 {names} {task} {minutes} {group} {colleague}。',
  config: Config,
  ways: () => ({ responded: '有人回应', silent: '到时没有回应', gone: '任务取消了' }),
  waits: true,
  read: readTasksOfMessage,
  decide: (state, tasks, config, moment) => {
    const answers = watchAnswers(tasks, moment, config.wait_minutes);
    if (answers.kind === 'wait')
      return { reason: `等${whoIsSilent(answers.open)}回应，最多 ${config.wait_minutes} 分钟`, wait: answers.wait };
    if (answers.kind === 'responded') return { way: 'responded', reason: '号主已经回应' };
    if (answers.kind === 'gone') return { way: 'gone', reason: '任务已经取消' };
    const values = {
      names: whoIsSilent(answers.open),
      task: answers.open[0]!.title,
      minutes: String(config.wait_minutes),
      group: state.conversation?.name ?? '群里',
      colleague: state.sender?.name ?? '售后同事',
    };
    const notice = noticeAbout(
      state.message.conversation_id,
      config.notify_conversation_id,
      fillText(config.notice, values),
    );
    const reminder = queueText({
      conversation_id: state.message.conversation_id,
      text: fillText(config.reminder, values),
      mention_person_ids: answers.open.flatMap((task) => task.person_id ?? []),
      lane: 'reply',
      run_at: null,
      duty: 'reply',
      beside_staff: true,
    });
    return {
      way: 'silent',
      reason: `${values.names} ${config.wait_minutes} 分钟没有回应；${notice.said}`,
      details: { silent: answers.open.length, of: tasks.length },
      effects: [...notice.effects, ...(config.remind ? [reminder] : [])],
    };
  },
});
