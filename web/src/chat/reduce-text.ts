import type { ChatEventOf } from './chat-event.ts';
import { withAnswer } from './edit-thread.ts';
import type { EventPlace, ThreadState } from './thread-state.ts';

type TextEvent = ChatEventOf<'TEXT_MESSAGE_START' | 'TEXT_MESSAGE_CONTENT' | 'TEXT_MESSAGE_END'>;

/** The words of an answer. Several text messages of one run are paragraphs of the same answer. */
export function reduceText(state: ThreadState, event: TextEvent, place: EventPlace): ThreadState {
  if (event.type === 'TEXT_MESSAGE_END') return state;
  return withAnswer(state, place, (message) => {
    const known = message.text_ids.includes(event.messageId);
    const gap = !known && message.content !== '' ? '\n\n' : '';
    const delta = event.type === 'TEXT_MESSAGE_CONTENT' ? event.delta : '';
    return {
      ...message,
      content: message.content + gap + delta,
      text_ids: known ? message.text_ids : [...message.text_ids, event.messageId],
    };
  });
}
