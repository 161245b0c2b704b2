import { useEffect, useMemo } from 'react';
import { api } from '../api/client.ts';
import { useUser } from '../api/use-session.ts';
import { chatStoreOf, holdChatStore } from './browser-chat-store.ts';
import { ChatProvider } from './chat-context.ts';
import { ChatPage } from './chat-page.tsx';
import type { ChatStore } from './chat-store.ts';
import { serverChatApi } from './server-chat-api.ts';

const chatApi = serverChatApi(api);
const now = (): Date => new Date();

interface ChatRouteProps {
  /** The thread of the address, null at `/chat`. */
  threadId: string | null;
  /** Goes to an address of the console. */
  navigate(href: string): void;
}

/** The chat page on the signed-in person and the real server, for the console's router. */
export function ChatRoute({ threadId, navigate }: ChatRouteProps) {
  const user = useUser();
  const store = useStore(user?.id);
  const surroundings = useMemo(
    () =>
      user && store
        ? {
            store,
            api: chatApi,
            user,
            now,
            go: (id: string | null) => navigate(id === null ? '/chat' : `/chat/${id}`),
            follow: navigate,
          }
        : null,
    [user, store, navigate],
  );
  if (surroundings === null) return null;
  return (
    <ChatProvider value={surroundings}>
      <ChatPage threadId={threadId} />
    </ChatProvider>
  );
}

/** The person's store, connected while the page is shown, and at once again when the browser is back online. */
function useStore(userId: string | undefined): ChatStore | null {
  const store = useMemo(() => (userId === undefined ? null : chatStoreOf(userId, chatApi)), [userId]);
  useEffect(() => {
    if (store === null) return undefined;
    const release = holdChatStore(store);
    const online = (): void => store.retryNow();
    window.addEventListener('online', online);
    return () => {
      window.removeEventListener('online', online);
      release();
    };
  }, [store]);
  return store;
}
