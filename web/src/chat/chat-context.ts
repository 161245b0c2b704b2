import { createContext, useContext, useEffect, useSyncExternalStore } from 'react';
import type { CurrentUser } from '../../../kernel/contracts/identity.ts';
import type { ChatApi } from './chat-api.ts';
import type { ConnectionState } from './chat-socket.ts';
import type { ChatStore, ThreadEntry } from './chat-store.ts';

/** What every part of the chat page works with. */
export interface ChatSurroundings {
  store: ChatStore;
  api: ChatApi;
  user: Pick<CurrentUser, 'name' | 'role'>;
  now(): Date;
  /** Shows a thread, or an empty new one, and puts it into the address. */
  go(threadId: string | null): void;
  /** Follows a link inside the console without loading the page anew. */
  follow(href: string): void;
}

const Context = createContext<ChatSurroundings | null>(null);

export const ChatProvider = Context.Provider;

/** @throws Error outside a `ChatProvider`: a fault of the page's own composition. */
export function useChat(): ChatSurroundings {
  const value = useContext(Context);
  if (value === null) throw new Error('useChat needs a ChatProvider above it');
  return value;
}

/** The thread of an address, loaded when first shown. Undefined for a new conversation. */
export function useThread(threadId: string | null): ThreadEntry | undefined {
  const { store } = useChat();
  useEffect(() => {
    if (threadId !== null) void store.open(threadId);
  }, [store, threadId]);
  return useSyncExternalStore(store.subscribe, () => (threadId === null ? undefined : store.thread(threadId)));
}

/** How the connection is. */
export function useConnection(): ConnectionState {
  const { store } = useChat();
  return useSyncExternalStore(store.subscribe, () => store.connectionState());
}
