import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import type { ConversationView } from '../../../kernel/contracts/chat.ts';
import { toast } from '../ui/toast.tsx';
import { useChat } from './chat-context.ts';
import { useChatTexts } from './use-chat-texts.ts';

const KEY = ['chat', 'conversations'];

/** The person's conversations, loaded anew whenever a run or a title changed them. */
export function useConversations() {
  const { api, store } = useChat();
  const queries = useQueryClient();
  const revision = useSyncExternalStore(store.subscribe, () => store.revision());
  useEffect(() => {
    if (revision > 0) void queries.invalidateQueries({ queryKey: KEY });
  }, [queries, revision]);
  return useQuery({ queryKey: KEY, queryFn: () => api.conversations() });
}

/** Renames and deletes; the list shows it at once and takes it back when the server refuses. */
export function useConversationDeeds() {
  const { api, store } = useChat();
  const texts = useChatTexts();
  const queries = useQueryClient();
  const show = (change: (items: ConversationView[]) => ConversationView[]): void =>
    void queries.setQueryData<ConversationView[]>(KEY, (items) => items && change(items));
  const settle = () => queries.invalidateQueries({ queryKey: KEY });
  const rename = useMutation({
    mutationFn: ({ id, title }: { id: string; title: string }) => api.rename(id, title),
    onMutate: ({ id, title }) => show((items) => items.map((it) => (it.id === id ? { ...it, title } : it))),
    onError: () => toast.error(texts.renameFailed),
    onSettled: settle,
  });
  const remove = useMutation({
    mutationFn: (id: string) => api.remove(id),
    onSuccess: (_, id) => {
      store.forget(id);
      show((items) => items.filter((it) => it.id !== id));
    },
    onError: () => toast.error(texts.removeFailed),
    onSettled: settle,
  });
  return { rename, remove };
}
