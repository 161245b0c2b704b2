import type { ConversationDetail, ConversationView } from '../../../kernel/contracts/chat.ts';

/** What the chat asks of the server over HTTP. Each rejects with the console's API error. */
export interface ChatApi {
  ticket(): Promise<string>;
  conversations(): Promise<ConversationView[]>;
  conversation(id: string): Promise<ConversationDetail>;
  rename(id: string, title: string): Promise<void>;
  remove(id: string): Promise<void>;
}
