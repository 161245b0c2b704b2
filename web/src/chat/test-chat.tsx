import { render } from '@testing-library/react';
import type { ReactElement } from 'react';
import { vi } from 'vitest';
import '../i18n/i18n.ts';
import type { ChatApi } from './chat-api.ts';
import type { ChatSurroundings } from './chat-context.ts';
import { ChatProvider } from './chat-context.ts';
import type { SocketListener } from './chat-socket.ts';
import { ChatStore } from './chat-store.ts';

export const TEST_NOW = new Date('2026-11-18T07:30:00.000Z');

/** A chat whose server is played by the test. */
export interface TestChat {
  chat: ChatSurroundings;
  store: ChatStore;
  /** Frames the page said, in order. */
  sent: Record<string, unknown>[];
  /** Lets the server say a frame. */
  say(frame: unknown): void;
  /** Ends the connection. */
  drop(): void;
  api: { [K in keyof ChatApi]: ReturnType<typeof vi.fn<ChatApi[K]>> };
  went: (string | null)[];
}

/** Makes a chat with a connected socket; ids count up: `id-1`, `id-2`, … */
export async function testChat(): Promise<TestChat> {
  const sent: Record<string, unknown>[] = [];
  const went: (string | null)[] = [];
  let listener: SocketListener | null = null;
  let ids = 0;
  const api = {
    ticket: vi.fn<ChatApi['ticket']>(async () => 'ticket'),
    conversations: vi.fn<ChatApi['conversations']>(async () => []),
    conversation: vi.fn<ChatApi['conversation']>(async () => {
      throw new Error('missing');
    }),
    rename: vi.fn<ChatApi['rename']>(async () => undefined),
    remove: vi.fn<ChatApi['remove']>(async () => undefined),
  };
  const store = new ChatStore({
    api,
    connect: (_, heard) => {
      listener = heard;
      return { send: (data) => void sent.push(JSON.parse(data)), close: () => undefined };
    },
    timers: { setTimeout: () => 0, clearTimeout: () => undefined },
    random: () => 0,
    now: () => TEST_NOW,
    newId: () => `id-${++ids}`,
    soon: (run) => run(),
    isMissing: (error) => error instanceof Error && error.message === 'missing',
  });
  store.start();
  await vi.waitUntil(() => listener !== null);
  const say = (frame: unknown): void => (listener as unknown as SocketListener).received(JSON.stringify(frame));
  say({ type: 'hello', user_id: '0199f3a2-7a51-7c11-9d1e-3f6b0c2a4d01' });
  const chat: ChatSurroundings = {
    store,
    api,
    user: { name: '李娜', role: 'salesperson' },
    now: () => TEST_NOW,
    go: (id) => void went.push(id),
    follow: (href) => void went.push(href),
  };
  return { chat, store, sent, say, drop: () => (listener as unknown as SocketListener).closed(), api, went };
}

/** Renders a part of the chat page in its surroundings. */
export function renderInChat(element: ReactElement, chat: ChatSurroundings) {
  const wrap = (inner: ReactElement) => <ChatProvider value={chat}>{inner}</ChatProvider>;
  const view = render(wrap(element));
  return { ...view, rerender: (next: ReactElement) => view.rerender(wrap(next)) };
}
