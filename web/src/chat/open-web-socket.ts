import type { SocketLine, SocketListener } from './chat-socket.ts';

/**
 * Connects a browser's WebSocket to the chat of the server this page came from.
 *
 * @param ticket One-time ticket: a browser cannot send an authorization header with a WebSocket.
 */
export function openWebSocket(ticket: string, listener: SocketListener): SocketLine {
  const url = new URL(`/ws/chat?ticket=${encodeURIComponent(ticket)}`, location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(url);
  socket.addEventListener('open', () => listener.opened());
  socket.addEventListener('message', (event: MessageEvent<unknown>) => listener.received(event.data));
  // A failure to connect is followed by a close, which is enough to hear.
  socket.addEventListener('close', () => listener.closed());
  return socket;
}
