import { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { ChatResult } from '@langchain/core/outputs';

/** Stands at the end of a chain whose caller has an answer of its own: it never says anything. */
export class NoModel extends BaseChatModel {
  override _llmType(): string {
    return 'none';
  }

  override async _generate(): Promise<ChatResult> {
    return await Promise.resolve({ generations: [] });
  }
}
