import type { ThreadMessage } from './thread-state.ts';
import { useChatTexts } from './use-chat-texts.ts';

interface UserMessageProps {
  message: ThreadMessage;
  /** There is no connection now: a message on its way waits for one. */
  offline: boolean;
}

/** What the person said. */
export function UserMessage({ message, offline }: UserMessageProps) {
  const texts = useChatTexts();
  return (
    <article aria-label={texts.you} data-question className="flex flex-col items-end">
      <p className="max-w-[85%] rounded-lg bg-sunken px-3 py-2 whitespace-pre-wrap">{message.content}</p>
      {message.phase === 'sending' && offline && <p className="mt-1 text-xs text-muted">{texts.waitingToSend}</p>}
    </article>
  );
}
