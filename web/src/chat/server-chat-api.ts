import type { ConversationDetail, ConversationView } from '../../../kernel/contracts/chat.ts';
import type { Client } from '../api/client.ts';
import type { ChatApi } from './chat-api.ts';

/** The chat's questions to the server, through the console's client. */
export function serverChatApi(client: Client): ChatApi {
  const path = (id: string): string => `chat/conversations/${encodeURIComponent(id)}`;
  return {
    ticket: async () => (await client.post<{ ticket: string }>('auth/ws-ticket')).ticket,
    conversations: async () => (await client.get<{ items: ConversationView[] }>('chat/conversations')).items,
    conversation: (id) => client.get<ConversationDetail>(path(id)),
    rename: async (id, title) => void (await client.patch(path(id), { title })),
    remove: (id) => client.delete(path(id)),
  };
}
