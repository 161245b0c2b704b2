import { ApiError } from '../api/api-error.ts';
import type { ChatApi } from './chat-api.ts';
import { ChatStore } from './chat-store.ts';
import { openWebSocket } from './open-web-socket.ts';

/** How long an answer is followed after the page was left: one who comes back finds it where it is. */
const LINGER_MS = 60_000;
/** A hidden tab paints no frames, but its words must not wait for ever. */
const HIDDEN_MS = 250;

/** A chat store on the clocks and the socket of a browser. */
export function createBrowserChatStore(api: ChatApi): ChatStore {
  return new ChatStore({
    api,
    connect: openWebSocket,
    timers: {
      setTimeout: (run, ms) => window.setTimeout(run, ms),
      clearTimeout: (timer) => window.clearTimeout(timer),
    },
    random: Math.random,
    now: () => new Date(),
    newId: newUuid,
    soon: (run) => (document.hidden ? void setTimeout(run, HIDDEN_MS) : void requestAnimationFrame(run)),
    isMissing: (error) => error instanceof ApiError && (error.status === 404 || error.status === 403),
  });
}

/** A random UUID (version 4); `crypto.randomUUID` exists only on https, and offices run such services on plain http. */
function newUuid(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (it) => it.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

interface Shared {
  userId: string;
  store: ChatStore;
  holders: number;
  closing: number | null;
}
let shared: Shared | null = null;

/**
 * The store of a person: the same one as before, if it is still held. Another person's is closed.
 */
export function chatStoreOf(userId: string, api: ChatApi): ChatStore {
  if (shared === null || shared.userId !== userId) {
    shared?.store.stop();
    shared = { userId, store: createBrowserChatStore(api), holders: 0, closing: null };
  }
  return shared.store;
}

/**
 * Connects a store while a page shows it. It stays connected for a while after the last page let go, so that a change
 * of address or a glance at another page does not break off what is being followed.
 *
 * @returns how to let go.
 */
export function holdChatStore(store: ChatStore): () => void {
  const held = shared;
  if (held === null || held.store !== store) return () => undefined;
  if (held.closing !== null) window.clearTimeout(held.closing);
  held.closing = null;
  held.holders += 1;
  store.start();
  return () => letGo(held);
}

function letGo(held: Shared): void {
  held.holders -= 1;
  if (held.holders > 0) return;
  held.closing = window.setTimeout(() => {
    held.store.stop();
    if (shared === held) shared = null;
  }, LINGER_MS);
}
