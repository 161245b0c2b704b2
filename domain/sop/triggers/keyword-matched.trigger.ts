import { defineTrigger } from './trigger.ts';
import type { MessageEvent } from './message-received.trigger.ts';

/** The contact wrote one of the words, without regard to case and width. */
export const keywordTrigger = defineTrigger<MessageEvent>({
  type: 'keyword_matched',
  title: '关键词',
  description: '联系人的消息里有其中一个关键词时开始。',
  fits: ({ contact_types: types, keywords }, { where, text }) =>
    types.includes(where) && keywords.some((word) => plain(text).includes(plain(word))),
});

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
