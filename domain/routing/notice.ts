import type { Effect } from './effects/effect.ts';
import { queueText } from './effects/queue-text-payload.ts';
import { noticeIn, tellColleagues } from './effects/tell-colleagues.effect.ts';

interface Notice {
  readonly effects: readonly Effect[];
  /** How the decision's reason tells of it. */
  readonly said: string;
}

/** The notice to the group a node names, as an effect; null: none is written to. */
export function noticeTo(conversationId: string | null, text: string): Notice {
  if (conversationId === null) return { effects: [], said: '没有设置通知群，只在页面上提示' };
  return { effects: [queueText(noticeIn(conversationId, text))], said: '已通知工作群' };
}

/** A notice that must reach somebody: where a node names no group, whoever else is to hear of it does. */
export function noticeAbout(about: string, conversationId: string | null, text: string): Notice {
  if (conversationId !== null) return noticeTo(conversationId, text);
  return { effects: [tellColleagues({ conversation_id: about, text })], said: '已通知同事' };
}
