import { Copy, RotateCcw } from 'lucide-react';
import { memo } from 'react';
import type { ApprovalDecision } from '../../../kernel/contracts/chat.ts';
import { Button } from '../ui/button.tsx';
import { AnswerParts } from './answer-parts.tsx';
import { AnswerText } from './answer-text.tsx';
import { ApprovalCard } from './approval-card.tsx';
import { copyText } from './copy-text.ts';
import { FailedSteps } from './failed-steps.tsx';
import type { SeenDecision, ThreadMessage } from './thread-state.ts';
import { ToolSteps } from './tool-steps.tsx';
import { useChatTexts } from './use-chat-texts.ts';

interface AssistantMessageProps {
  message: ThreadMessage;
  decisions: Readonly<Record<string, SeenDecision>>;
  /** It is the last answer and nothing runs: its choices and suggestions may be taken. */
  current: boolean;
  busy: boolean;
  onSay(words: string): void;
  onDecide(cardId: string, decision: ApprovalDecision): void;
  /** Undefined where there is no question to ask again. */
  onRetry: (() => void) | undefined;
}

/** One answer: the steps on one line, the words, what stands beside them, and cards that wait. */
export const AssistantMessage = memo(function AssistantMessage(props: AssistantMessageProps) {
  const { message, decisions, current, busy, onSay, onDecide, onRetry } = props;
  const texts = useChatTexts();
  const streaming = message.phase === 'streaming';
  return (
    <article aria-label={texts.assistant} aria-busy={streaming} className="group/answer flex flex-col gap-3">
      {message.steps.length > 0 && <ToolSteps steps={message.steps} running={streaming && message.content === ''} />}
      {!streaming && <FailedSteps steps={message.steps} words={message.content} parts={message.parts} />}
      {message.content !== '' && <AnswerText words={message.content} />}
      {streaming && message.content === '' && message.steps.length === 0 && <Thinking />}
      <AnswerParts parts={message.parts} current={current} onSay={onSay} />
      {message.approvals.map((card) => (
        <ApprovalCard
          // Another content of the same card begins with its own values.
          key={`${card.id}-${card.hash}`}
          card={card}
          decidedAt={decisions[card.id]?.at ?? null}
          busy={busy}
          onDecide={(decision) => onDecide(card.id, decision)}
          onAgain={onRetry}
        />
      ))}
      {message.phase === 'cancelled' && <p className="text-sm text-muted">{texts.stopped}</p>}
      {message.phase === 'failed' && <Fault message={message} onRetry={onRetry} />}
      {message.phase === 'done' && message.content !== '' && message.approvals.length === 0 && (
        <div className="-mt-2 -mb-5 -ml-2 h-7 opacity-0 transition-opacity group-hover/answer:opacity-100 focus-within:opacity-100 pointer-coarse:opacity-100">
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={texts.copy}
            title={texts.copy}
            onClick={() => void copyText(message.content, texts)}
          >
            <Copy aria-hidden />
          </Button>
        </div>
      )}
    </article>
  );
});

/** Three quiet dots until the first step or word. */
function Thinking() {
  const texts = useChatTexts();
  return (
    <p className="flex items-center gap-2 text-sm text-muted">
      <span className="inline-flex gap-1" aria-hidden>
        {[0, 150, 300].map((delay) => (
          <span
            key={delay}
            className="size-1 animate-pulse rounded-full bg-faint"
            style={{ animationDelay: `${delay}ms` }}
          />
        ))}
      </span>
      {texts.thinking}
    </p>
  );
}

/** What happened, that nothing was lost, and the way on. */
function Fault({ message, onRetry }: { message: ThreadMessage; onRetry: (() => void) | undefined }) {
  const texts = useChatTexts();
  return (
    <div role="alert" className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md bg-danger-soft px-3 py-2">
      <p className="min-w-0 flex-1 basis-60">
        <span className="text-danger">{message.fault?.message ?? texts.faultUnknown}</span>{' '}
        <span className="text-muted">{texts.faultKept}</span>
      </p>
      {onRetry && (
        <Button size="sm" onClick={onRetry}>
          <RotateCcw aria-hidden />
          {texts.retryQuestion}
        </Button>
      )}
    </div>
  );
}
