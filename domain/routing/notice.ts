import type { Effect } from './effects/effect.ts';
import { queueText } from './effects/queue-text-payload.ts';

/** The notice to a work group, as an effect, and how the decision's reason tells of it. */
export function noticeTo(
  conversationId: string | null,
  text: string,
): { readonly effects: readonly Effect[]; readonly said: string } {
  if (conversationId === null) return { effects: [], said: '没有设置通知群，只在页面上提示' };
  const effect = queueText({
    conversation_id: conversationId,
    text,
    mention_person_ids: [],
    lane: 'notice',
    run_at: null,
    duty: 'notify',
    // Colleagues talk in their work group all day; a notice is for them.
    beside_staff: true,
  });
  return { effects: [effect], said: '已通知工作群' };
}
