import { useEffect, useRef, useState } from 'react';
import type { ThreadState } from './thread-state.ts';
import { useChatTexts } from './use-chat-texts.ts';

/**
 * Reads a finished answer and a new card out to a screen reader, once and whole: a live region over streaming words
 * would be read in scraps.
 */
export function ThreadAnnouncer({ state }: { state: ThreadState }) {
  const texts = useChatTexts();
  const [words, setWords] = useState('');
  const before = useRef(state.run?.status);
  useEffect(() => {
    const status = state.run?.status;
    if (before.current === 'running' && status !== 'running') {
      const last = state.messages.at(-1);
      const cards =
        last?.approvals.filter((it) => it.status === 'pending').map((it) => texts.cardArrived(it.title)) ?? [];
      if (last?.role === 'assistant')
        setWords([last.content, ...cards, last.fault?.message ?? ''].filter(Boolean).join('\n'));
    } else if (status === 'running') setWords('');
    before.current = status;
  }, [state, texts]);
  return (
    <div aria-live="polite" className="sr-only">
      {words}
    </div>
  );
}
