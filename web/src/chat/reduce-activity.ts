import { AnswerPart, ApprovalCard } from '../../../kernel/contracts/chat.ts';
import type { ChatEventOf } from './chat-event.ts';
import { withAnswer } from './edit-thread.ts';
import type { EventPlace, ThreadMessage, ThreadState } from './thread-state.ts';

type Activity = ChatEventOf<'ACTIVITY_SNAPSHOT'>;

/** What stands beside the words: parts of the answer, and cards that wait for a decision. */
export function reduceActivity(state: ThreadState, event: Activity, place: EventPlace): ThreadState {
  if (event.activityType === 'approval') {
    const card = ApprovalCard.safeParse(event.content);
    return card.success ? withCard(state, card.data, place) : state;
  }
  const part = AnswerPart.safeParse(event.content);
  return part.success ? withAnswer(state, place, (message) => withPart(message, part.data, event)) : state;
}

/**
 * A card is replaced wherever it stands (the decision comes in a later run than the proposal); a new one belongs to
 * the answer of the run.
 */
function withCard(state: ThreadState, card: ApprovalCard, place: EventPlace): ThreadState {
  const owner = state.messages.find((it) => it.approvals.some((known) => known.id === card.id));
  const decided =
    card.status === 'pending' ? state : { ...state, decisions: { ...state.decisions, [card.id]: { at: place.at } } };
  if (!owner) return withAnswer(decided, place, (it) => ({ ...it, approvals: [...it.approvals, card] }));
  const approvals = owner.approvals.map((known) => (known.id === card.id ? card : known));
  return { ...decided, messages: decided.messages.map((it) => (it === owner ? { ...owner, approvals } : it)) };
}

/** A snapshot under an id that was there before replaces it. The id of the words themselves is no id of a part. */
function withPart(message: ThreadMessage, part: AnswerPart, event: Activity): ThreadMessage {
  const index = message.text_ids.includes(event.messageId) ? -1 : message.part_ids.indexOf(event.messageId);
  if (index !== -1 && event.replace === false) return message;
  if (index !== -1) return { ...message, parts: message.parts.with(index, part) };
  return { ...message, parts: [...message.parts, part], part_ids: [...message.part_ids, event.messageId] };
}
