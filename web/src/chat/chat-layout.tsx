import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { useChat, useThread } from './chat-context.ts';
import { ConversationDrawer } from './conversation-drawer.tsx';
import { ConversationList } from './conversation-list.tsx';
import { ThreadView } from './thread-view.tsx';
import { useChatTexts } from './use-chat-texts.ts';
import { useConversations } from './use-conversations.ts';

/** The chat: conversations at the left, the thread in the middle. Needs a `ChatProvider`. */
export function ChatLayout({ threadId }: { threadId: string | null }) {
  const [drawer, setDrawer] = useState(false);
  return (
    <div className="flex h-full min-h-0">
      <aside className="hidden w-64 shrink-0 flex-col border-r border-line bg-canvas lg:flex">
        <ConversationList currentId={threadId} />
      </aside>
      <section className="flex min-w-0 flex-1 flex-col bg-surface">
        <ThreadHeader threadId={threadId} drawer={drawer} onDrawer={setDrawer} />
        <ThreadView threadId={threadId} />
      </section>
    </div>
  );
}

interface ThreadHeaderProps {
  threadId: string | null;
  drawer: boolean;
  onDrawer(open: boolean): void;
}

function ThreadHeader({ threadId, drawer, onDrawer }: ThreadHeaderProps) {
  const texts = useChatTexts();
  const { go } = useChat();
  const title = useTitle(threadId);
  return (
    <header className="flex h-12 shrink-0 items-center gap-1 border-b border-line px-2 lg:px-4">
      <ConversationDrawer open={drawer} onOpenChange={onDrawer}>
        {/* Choosing one closes the drawer: the address changes and the list is made anew. */}
        <div
          className="flex min-h-0 flex-1 flex-col"
          onClickCapture={(event) => closesDrawer(event.target) && onDrawer(false)}
        >
          <ConversationList currentId={threadId} />
        </div>
      </ConversationDrawer>
      <h1 className="min-w-0 flex-1 truncate px-1 font-semibold">{title}</h1>
      {threadId !== null && (
        <Button
          variant="ghost"
          size="icon"
          aria-label={texts.newConversation}
          className="lg:hidden"
          onClick={() => go(null)}
        >
          <Plus aria-hidden />
        </Button>
      )}
    </header>
  );
}

/** The list's own name for the thread goes first: a rename shows there at once. */
function useTitle(threadId: string | null): string {
  const texts = useChatTexts();
  const list = useConversations();
  const entry = useThread(threadId);
  if (threadId === null) return texts.newConversation;
  const listed = list.data?.find((it) => it.id === threadId)?.title;
  return listed || entry?.state.title || (entry?.load === 'missing' ? texts.conversations : texts.newConversation);
}

function closesDrawer(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a[aria-current], a[href^="/chat"]') !== null;
}
