import { RotateCcw } from 'lucide-react';
import type { ApprovalDecision } from '../../../kernel/contracts/chat.ts';
import { Button } from '../ui/button.tsx';
import { AssistantMessage } from './assistant-message.tsx';
import { useConnection } from './chat-context.ts';
import type { ThreadMessage, ThreadState } from './thread-state.ts';
import { isRunning } from './thread-state.ts';
import { UserMessage } from './user-message.tsx';
import { useChatTexts } from './use-chat-texts.ts';

interface MessageListProps {
  state: ThreadState;
  onSay(words: string): void;
  onDecide(cardId: string, decision: ApprovalDecision): void;
  onRetry(question: ThreadMessage): void;
}

/** The messages of a thread in their order. */
export function MessageList({ state, onSay, onDecide, onRetry }: MessageListProps) {
  const texts = useChatTexts();
  const offline = useConnection().phase !== 'open';
  const busy = isRunning(state);
  const last = state.messages.at(-1);
  const question = state.messages.findLast((it) => it.role === 'user');
  return (
    <>
      {state.messages.map((message) =>
        message.role === 'user' ? (
          <UserMessage key={message.id} message={message} offline={offline} />
        ) : (
          <AssistantMessage
            key={message.run_id ?? message.id}
            message={message}
            decisions={state.decisions}
            current={message === last && !busy}
            busy={busy}
            onSay={onSay}
            onDecide={onDecide}
            onRetry={message === last && !busy && question ? () => onRetry(question) : undefined}
          />
        ),
      )}
      {last?.role === 'user' && !busy && (
        <div className="flex flex-wrap items-center gap-3 text-sm text-muted">
          {texts.unanswered}
          <Button size="sm" onClick={() => onRetry(last)}>
            <RotateCcw aria-hidden />
            {texts.retryQuestion}
          </Button>
        </div>
      )}
    </>
  );
}
