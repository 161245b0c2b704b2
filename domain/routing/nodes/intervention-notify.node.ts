import { z } from 'zod';
import { messagesBetween, type SaidLine } from '../../messaging/conversations/messages-between.ts';
import { fillText, nodeMinutes, nodeText, notifyConversation } from '../service/node-texts.ts';
import { noticeTo } from '../notice.ts';
import { defineNode } from './node.ts';

const Config = z.strictObject({
  notify_conversation_id: notifyConversation,
  /** Colleagues who go on talking are told of once in so many minutes. */
  quiet_minutes: nodeMinutes(30),
  notice: nodeText(['colleague', 'group', 'reason'], '{colleague}已在“{group}”接手（{reason}），机器人暂停发言。'),
});

const STAFF: ReadonlySet<string> = new Set(['staff', 'after_sales']);

/** Node B3: tells the work group that a colleague has taken over, the first time. */
export const interventionNotify = defineNode<z.infer<typeof Config>, readonly SaidLine[]>({
  type: 'INTERVENTION_NOTIFY',
  title: '介入通知执行',
  description:
    '同事接手时通知工作群（notify_conversation_id），quiet_minutes 分钟内同事接着说话不重复通知。文案可用 {colleague} {group} {reason}。',
  config: Config,
  ways: () => ({ next: '继续' }),
  read: async (scope, state, config) => {
    const until = new Date(state.message.sent_at);
    const after = new Date(until.getTime() - config.quiet_minutes * 60_000);
    const lines = await messagesBetween(scope, { conversation_id: state.message.conversation_id, after, until });
    return lines.filter((line) => line.id !== state.message.id && line.role !== null && STAFF.has(line.role));
  },
  decide: (state, earlier, config) => {
    if (!state.intervention?.happened) return { way: 'next', reason: '没有接手，不用通知' };
    if (earlier.length > 0) return { way: 'next', reason: `${config.quiet_minutes} 分钟内同事说过话，不重复通知` };
    const text = fillText(config.notice, {
      colleague: state.sender?.name ?? '同事',
      group: state.conversation?.name ?? '群里',
      reason: state.intervention.reason,
    });
    const notice = noticeTo(config.notify_conversation_id, text);
    return { way: 'next', reason: `同事接手了；${notice.said}`, effects: [...notice.effects] };
  },
});
