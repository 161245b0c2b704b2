import type { RefObject } from 'react';
import { useCallback, useEffect, useRef, useState } from 'react';

/** Pixels from the end within which the reader counts as reading the newest words. */
const NEAR = 48;

export interface StickToBottom {
  scroller: RefObject<HTMLDivElement | null>;
  content: RefObject<HTMLDivElement | null>;
  /** False as soon as the reader has scrolled up to read. */
  atBottom: boolean;
  toBottom(): void;
}

/**
 * Keeps the end of growing content in view, unless the reader has scrolled up; then nothing moves under their eyes.
 *
 * @param key Another key (another thread) starts at the bottom again.
 */
export function useStickToBottom(key: string): StickToBottom {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const stuck = useRef(true);
  const [atBottom, setAtBottom] = useState(true);

  const toBottom = useCallback(() => {
    const box = scroller.current;
    stuck.current = true;
    setAtBottom(true);
    if (box) box.scrollTop = box.scrollHeight;
  }, []);

  useEffect(() => {
    const box = scroller.current;
    const inner = content.current;
    if (!box || !inner) return undefined;
    let lastTop = box.scrollTop;
    const onScroll = (): void => {
      const near = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
      // Growing content never scrolls up by itself: only a reader does.
      if (near) stuck.current = true;
      else if (box.scrollTop < lastTop) stuck.current = false;
      lastTop = box.scrollTop;
      setAtBottom(near || stuck.current);
    };
    const watch = new ResizeObserver(() => {
      if (stuck.current) box.scrollTop = box.scrollHeight;
      else onScroll();
    });
    box.addEventListener('scroll', onScroll, { passive: true });
    watch.observe(inner);
    watch.observe(box);
    toBottom();
    return () => {
      box.removeEventListener('scroll', onScroll);
      watch.disconnect();
    };
  }, [key, toBottom]);

  return { scroller, content, atBottom, toBottom };
}
