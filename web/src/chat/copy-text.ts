import { toast } from '../ui/toast.tsx';
import type { ChatTexts } from './chat-texts.ts';

/** Puts text into the clipboard and says so, also when the browser refuses. */
export async function copyText(text: string, words: ChatTexts): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast.success(words.copied);
  } catch {
    toast.error(words.copyFailed);
  }
}
