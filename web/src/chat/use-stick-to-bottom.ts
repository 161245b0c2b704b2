import type { RefObject } from 'react';
import { useCallback, useEffect, useRef, useState } from 'react';

/** Pixels from the end within which the reader counts as reading the newest words. */
const NEAR = 48;
/** Space left above the question when its answer is longer than the window. */
const ABOVE_QUESTION = 16;

export interface StickToBottom {
  scroller: RefObject<HTMLDivElement | null>;
  content: RefObject<HTMLDivElement | null>;
  /** False while newer words are out of sight. */
  atBottom: boolean;
  /** Follows the answer to come, but never so far that the question leaves the window. */
  follow(): void;
  /** Begins with another thread: at its last question. */
  begin(): void;
  /** Goes to the very end and stays there. */
  toEnd(): void;
}

type Mode = 'follow' | 'end' | 'free';

/**
 * Keeps growing content in view without moving what is being read. It follows an answer until the question reaches the
 * top of the window: a long answer is then read from its beginning. A reader who scrolls up is left alone.
 */
export function useStickToBottom(): StickToBottom {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const mode = useRef<Mode>('follow');
  /** Where this hook put the window last: a scroll to there is not the reader's. */
  const placed = useRef(0);
  const [atBottom, setAtBottom] = useState(true);

  const settle = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    if (mode.current !== 'free') {
      box.scrollTop = restingPlace(box, mode.current);
      placed.current = box.scrollTop;
    }
    setAtBottom(distanceToEnd(box) < NEAR);
  }, []);
  const become = useCallback(
    (next: Mode) => {
      mode.current = next;
      settle();
    },
    [settle],
  );

  useEffect(() => {
    const box = scroller.current;
    if (!box || !content.current) return undefined;
    const onScroll = (): void => {
      if (Math.abs(box.scrollTop - placed.current) > 1) mode.current = distanceToEnd(box) < NEAR ? 'end' : 'free';
      setAtBottom(distanceToEnd(box) < NEAR);
    };
    const watch = new ResizeObserver(settle);
    box.addEventListener('scroll', onScroll, { passive: true });
    watch.observe(content.current);
    watch.observe(box);
    return () => {
      box.removeEventListener('scroll', onScroll);
      watch.disconnect();
    };
  }, [settle]);

  const begin = useCallback(() => become('follow'), [become]);
  const follow = useCallback(() => {
    // The question is not drawn yet; the window moves when it is.
    mode.current = 'follow';
  }, []);
  const toEnd = useCallback(() => become('end'), [become]);
  return { scroller, content, atBottom, follow, begin, toEnd };
}

function distanceToEnd(box: HTMLElement): number {
  return box.scrollHeight - box.scrollTop - box.clientHeight;
}

/** Where the window should stand: at the end, or with the last question at its top, whichever is higher up. */
function restingPlace(box: HTMLElement, mode: 'follow' | 'end'): number {
  const end = box.scrollHeight - box.clientHeight;
  const question = mode === 'follow' ? [...box.querySelectorAll<HTMLElement>('[data-question]')].at(-1) : undefined;
  if (!question) return end;
  const top = question.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop;
  return Math.min(end, Math.max(0, top - ABOVE_QUESTION));
}
