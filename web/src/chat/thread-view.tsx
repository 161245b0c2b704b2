import { ArrowDown } from 'lucide-react';
import { useCallback, useEffect, useRef } from 'react';
import type { ApprovalDecision } from '../../../kernel/contracts/chat.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useChat, useThread } from './chat-context.ts';
import { Composer } from './composer.tsx';
import type { ComposerHandle } from './composer.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { EmptyThread } from './empty-thread.tsx';
import { MessageList } from './message-list.tsx';
import { ThreadAnnouncer } from './thread-announcer.tsx';
import type { ThreadMessage } from './thread-state.ts';
import { emptyThread, isRunning } from './thread-state.ts';
import { useChatTexts } from './use-chat-texts.ts';
import { useStickToBottom } from './use-stick-to-bottom.ts';

const COLUMN = 'mx-auto w-full max-w-[768px] px-4';
const NOTHING = emptyThread('');

/** A conversation: its messages, and where one goes on. `threadId` null is one that has not begun. */
export function ThreadView({ threadId }: { threadId: string | null }) {
  const texts = useChatTexts();
  const { store, go } = useChat();
  const entry = useThread(threadId);
  const state = entry?.state ?? NOTHING;
  const composer = useRef<ComposerHandle>(null);
  const { scroller, content, atBottom, follow, begin, toEnd } = useStickToBottom();
  const shown = useRef<string | null | undefined>(undefined);
  useEffect(() => {
    if (shown.current === threadId) return;
    shown.current = threadId;
    begin();
    // On a phone the focus would bring up the keyboard over the conversation.
    if (matchMedia('(pointer: fine)').matches) composer.current?.focus();
  }, [threadId, begin]);

  const say = useCallback(
    (words: string) => {
      const id = store.ask(threadId, words);
      if (threadId === null) go(id);
      follow();
      composer.current?.focus();
    },
    [store, threadId, go, follow],
  );
  const decide = useCallback(
    (cardId: string, decision: ApprovalDecision) => {
      if (threadId === null) return;
      store.decide(threadId, cardId, decision);
      toEnd();
      // The next open card, or the composer: the focus never stays on what is done.
      const next = openCards(scroller.current).find((it) => it.dataset.card !== cardId);
      if (next) next.focus();
      else composer.current?.focus();
    },
    [store, threadId, toEnd, scroller],
  );
  const retry = useCallback(
    (question: ThreadMessage) => {
      if (threadId !== null) store.retry(threadId, question);
      follow();
    },
    [store, threadId, follow],
  );

  const loading = threadId !== null && (entry === undefined || entry.load === 'loading') && state.messages.length === 0;
  const unreadable = entry?.load === 'missing' || (entry?.load === 'failed' && state.messages.length === 0);
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <ConnectionBanner />
      <div
        ref={scroller}
        role="log"
        aria-live="off"
        aria-label={texts.threadLabel}
        tabIndex={-1}
        className="min-h-0 flex-1 overflow-y-auto outline-none"
      >
        <div ref={content} className={`${COLUMN} flex min-h-full flex-col gap-6 pt-6 pb-8`}>
          {unreadable && <Unreadable threadId={threadId} missing={entry.load === 'missing'} />}
          {loading && <LoadingThread />}
          {!loading && !unreadable && state.messages.length === 0 && <EmptyThread onSay={say} />}
          <MessageList state={state} onSay={say} onDecide={decide} onRetry={retry} />
        </div>
      </div>
      <ThreadAnnouncer key={threadId} state={state} />
      <div className={`${COLUMN} relative pt-2 pb-3`}>
        {!atBottom && (
          <Button size="sm" className="absolute -top-10 left-1/2 -translate-x-1/2 shadow-float" onClick={toEnd}>
            <ArrowDown aria-hidden />
            {texts.toLatest}
          </Button>
        )}
        {entry?.load !== 'missing' && (
          <Composer
            handle={composer}
            running={isRunning(state)}
            onSend={say}
            onUp={() => openCards(scroller.current).at(-1)?.focus()}
            onStop={() => threadId !== null && store.cancel(threadId)}
          />
        )}
      </div>
    </div>
  );
}

/** The cards that wait, in the order of the page. */
function openCards(root: HTMLElement | null): HTMLElement[] {
  return [...(root?.querySelectorAll<HTMLElement>('[data-card][data-open]') ?? [])];
}

function LoadingThread() {
  return (
    <div aria-busy className="flex flex-col gap-4">
      <Skeleton className="h-9 w-2/5 self-end" />
      <Skeleton className="w-1/4" />
      <Skeleton className="w-full" />
      <Skeleton className="w-4/5" />
      <Skeleton className="h-40 w-full" />
    </div>
  );
}

function Unreadable({ threadId, missing }: { threadId: string | null; missing: boolean }) {
  const texts = useChatTexts();
  const { store, go } = useChat();
  const action =
    missing || threadId === null ? (
      <Button onClick={() => go(null)}>{texts.startNew}</Button>
    ) : (
      <Button onClick={() => void store.open(threadId)}>{texts.retry}</Button>
    );
  return <EmptyState title={missing ? texts.threadMissing : texts.threadFailed} action={action} />;
}
