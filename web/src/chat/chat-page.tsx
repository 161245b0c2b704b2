import { useParams, useRouter } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import { api } from '../api/client.ts';
import { useUser } from '../api/use-session.ts';
import { chatStoreOf, holdChatStore } from './browser-chat-store.ts';
import { ChatProvider } from './chat-context.ts';
import { ChatLayout } from './chat-layout.tsx';
import type { ChatStore } from './chat-store.ts';
import { serverChatApi } from './server-chat-api.ts';

const chatApi = serverChatApi(api);
const now = (): Date => new Date();

/** The chat at `/chat` and `/chat/$threadId`, on the signed-in person and the real server. */
export function ChatPage() {
  const { history } = useRouter();
  const { threadId = null } = useParams({ strict: false });
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
            go: (id: string | null) => history.push(id === null ? '/chat' : `/chat/${encodeURIComponent(id)}`),
            follow: (href: string) => history.push(href),
          }
        : null,
    [user, store, history],
  );
  if (surroundings === null) return null;
  return (
    <ChatProvider value={surroundings}>
      <ChatLayout threadId={threadId} />
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
