import { useTranslation } from 'react-i18next';
import type { ChatTexts } from './chat-texts.ts';
import { chatTexts } from './chat-texts.ts';

/** The words of the chat in the language of the console. */
export function useChatTexts(): ChatTexts {
  const { i18n } = useTranslation();
  return i18n.language?.startsWith('en') ? chatTexts.en : chatTexts.zh;
}
