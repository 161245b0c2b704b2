import type { ThreadState } from './thread-state.ts';
import { useChatTexts } from './use-chat-texts.ts';

/**
 * Reads a finished answer and a new card out to a screen reader, once and whole: a live region over streaming words
 * would be read in scraps.
 */
export function ThreadAnnouncer({ state }: { state: ThreadState }) {
  const texts = useChatTexts();
  const last = state.messages.at(-1);
  const cards = last?.approvals.filter((it) => it.status === 'pending').map((it) => texts.cardArrived(it.title)) ?? [];
  // A conversation that was only opened has no run of this visit: nothing is read out.
  const ended = state.run !== null && state.run.status !== 'running' && last?.role === 'assistant';
  return (
    <div aria-live="polite" className="sr-only">
      {ended && [last.content, ...cards, last.fault?.message ?? ''].filter(Boolean).join('\n')}
    </div>
  );
}
