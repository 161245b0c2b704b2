import { z } from 'zod';
import { maskText } from '../../../kernel/mask.ts';
import type { FlowState } from '../flow-state.ts';
import type { Decision } from '../nodes/node.ts';
import { noticeAbout, noticeTo } from '../notice.ts';

/** The setting of a node that may leave an answer to colleagues: which group hears of it; null: as the alert rules say. */
export const handOverConfig = { notify_conversation_id: z.uuid().nullable().default(null) };

const LONGEST_QUOTE = 120;

/** Leaves the answer to a colleague: the state says so, and the work group hears who waits for what and why. */
export function handOver(
  state: FlowState,
  why: string,
  { notify_conversation_id: group }: { readonly notify_conversation_id: string | null },
): Decision {
  const { effects, said } = told(state, group, noticeOf(state, why));
  return {
    way: 'hand_over',
    reason: `转给同事：${why}（${said}）`,
    changes: { reply: { ...state.reply, wanted: false, hand_over: why } },
    effects,
  };
}

/** A critical alert is told by itself, to the work group and the managers; the same people hear of one matter once. */
function told(state: FlowState, group: string | null, text: string): ReturnType<typeof noticeTo> {
  if (group === null && state.alert?.level === 'critical') return { effects: [], said: '随紧急告警一起通知' };
  return noticeAbout(state.message.conversation_id, group, text);
}

function noticeOf({ message, conversation, sender }: FlowState, why: string): string {
  const place = conversation?.name ?? '一个会话';
  const quote = maskText(message.text).slice(0, LONGEST_QUOTE);
  return `【请同事回复】“${place}”的 ${sender?.name ?? '客户'} 说：${quote}\n原因：${why}`;
}
