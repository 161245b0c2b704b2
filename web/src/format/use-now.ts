import { useSyncExternalStore } from 'react';

const STEP = 30_000;
const listeners = new Set<() => void>();
let timer: number | undefined;
let now = new Date();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= window.setInterval(() => {
    now = new Date();
    for (const one of listeners) one();
  }, STEP);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.clearInterval(timer);
    timer = undefined;
  };
}

/** The present, to half a minute, one for the whole page: 今天 becomes 昨天 on a page that stays open over midnight. */
export function useNow(): Date {
  return useSyncExternalStore(subscribe, () => now);
}
