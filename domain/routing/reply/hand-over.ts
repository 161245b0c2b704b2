import { z } from 'zod';
import { maskText } from '../../../kernel/mask.ts';
import type { Effect } from '../effects/effect.ts';
import { queueText } from '../effects/queue-text-payload.ts';
import type { FlowState } from '../flow-state.ts';
import type { Decision } from '../nodes/node.ts';

/** The setting of a node that may leave an answer to colleagues: which group hears of it; null: none is written to. */
export const handOverConfig = { notify_conversation_id: z.uuid().nullable().default(null) };

const LONGEST_QUOTE = 120;

/** Leaves the answer to a colleague: the state says so, and the work group hears who waits for what and why. */
export function handOver(
  state: FlowState,
  why: string,
  { notify_conversation_id: group }: { readonly notify_conversation_id: string | null },
): Decision {
  const told = group === null ? '没有设置通知群，只记录' : '已通知工作群';
  return {
    way: 'hand_over',
    reason: `转给同事：${why}（${told}）`,
    changes: { reply: { ...state.reply, wanted: false, hand_over: why } },
    effects: group === null ? [] : [noticeOf(state, why, group)],
  };
}

function noticeOf({ message, conversation, sender }: FlowState, why: string, group: string): Effect {
  const place = conversation?.name ?? '一个会话';
  const quote = maskText(message.text).slice(0, LONGEST_QUOTE);
  return queueText({
    conversation_id: group,
    text: `【请同事回复】“${place}”的 ${sender?.name ?? '客户'} 说：${quote}\n原因：${why}`,
    mention_person_ids: [],
    lane: 'notice',
    run_at: null,
    duty: 'notify',
  });
}
