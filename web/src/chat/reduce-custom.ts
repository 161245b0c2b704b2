import { z } from 'zod';
import type { ChatEventOf } from './chat-event.ts';
import { questionMessage, withAnswer } from './edit-thread.ts';
import type { EventPlace, ThreadState } from './thread-state.ts';

const UserMessage = z.object({ id: z.string(), content: z.string() });
const ReplacedText = z.object({ messageId: z.string(), content: z.string() });
const Title = z.object({ title: z.string() });

/** Our own events: the question as another device sent it, words taken back, and the title of the conversation. */
export function reduceCustom(state: ThreadState, event: ChatEventOf<'CUSTOM'>, place: EventPlace): ThreadState {
  if (event.name === 'conversation_title') {
    const value = Title.safeParse(event.value);
    return value.success ? { ...state, title: value.data.title } : state;
  }
  if (event.name === 'text_replaced') return withReplacedText(state, event.value, place);
  if (event.name !== 'user_message') return state;
  const value = UserMessage.safeParse(event.value);
  return value.success ? withForeignQuestion(state, value.data, place) : state;
}

/** A question stands above its answer, also when the run's first events came before it. */
function withForeignQuestion(state: ThreadState, value: z.infer<typeof UserMessage>, place: EventPlace): ThreadState {
  const known = state.messages.find((it) => it.id === value.id);
  if (known) {
    const confirmed = { ...known, phase: 'done' as const };
    return { ...state, messages: state.messages.map((it) => (it === known ? confirmed : it)) };
  }
  const question = questionMessage(
    { messageId: value.id, runId: place.id, content: value.content, at: place.at },
    'done',
  );
  const answer = state.messages.findIndex((it) => it.role === 'assistant' && it.run_id === place.id);
  const messages = state.messages.toSpliced(answer === -1 ? state.messages.length : answer, 0, question);
  return { ...state, messages };
}

/** Words are taken back when a model failed in the middle of them and another one begins. */
function withReplacedText(state: ThreadState, raw: unknown, place: EventPlace): ThreadState {
  const value = ReplacedText.safeParse(raw);
  return value.success ? withAnswer(state, place, (it) => ({ ...it, content: value.data.content })) : state;
}
