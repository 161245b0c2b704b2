import { change, setVariables, type Carried } from '../running/carried.ts';
import type { KeptReply } from '../running/instance-row.ts';
import { LONGEST_COLLECT_MS } from '../running/sop-engine.ts';

/** Replies of one instance that are kept; more say nothing new about what is meant. */
const MOST_REPLIES = 20;

/** Remembers a reply; where the instance waits for one, it is due with it. */
export function noteReply(
  carried: Carried,
  reply: KeptReply,
  { now, collectMs }: { readonly now: Date; readonly collectMs: number },
): 'answers' | 'beside' {
  const { waits_for, context_data, token } = carried.row;
  setVariables(carried, { last_reply: reply.text.slice(0, 4000) });
  const replies = [...(context_data.replies ?? []), reply].slice(-MOST_REPLIES);
  const context = { ...context_data, reply_received: true, last_reply_at: reply.at, last_heard: reply.message_id };
  if ((waits_for !== 'reply' && waits_for !== 'judgement') || context_data.answer) {
    const early = [...(context_data.early ?? []), reply].slice(-MOST_REPLIES);
    change(carried, { context_data: { ...context, early } });
    return 'beside';
  }
  if (context_data.judge === false) {
    change(carried, { due_at: now, context_data: { ...context, replies, answer: { way: 'reply', judgement: null } } });
    return 'answers';
  }
  const latest = Date.parse(replies[0]!.at) + LONGEST_COLLECT_MS;
  change(carried, {
    waits_for: 'judgement',
    // Whoever judges without this reply is not heard any more.
    token: token + 1,
    due_at: new Date(Math.max(now.getTime(), Math.min(now.getTime() + collectMs, latest))),
    context_data: { ...context, replies },
  });
  return 'answers';
}
