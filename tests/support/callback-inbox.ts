import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ChannelAccount, ChannelPort, RawCallback } from '../../domain/messaging/channel.port.ts';
import type { Inbound, Unreadable } from '../../domain/messaging/inbound.ts';
import type { Clock } from '../../kernel/clock.ts';

export interface CallbackInbox {
  /** Ends before the purpose, as `setCallback` takes it. */
  readonly url: string;
  readonly callbacks: RawCallback[];
  /** What the channel reads in everything that came, in order. */
  events(): (Inbound | Unreadable)[];
  /** What is answered from now on; `null` for the channel's own answer. */
  refuseWith(status: number | null): void;
  close(): Promise<void>;
}

/** A service that takes callbacks and does nothing with them. */
export async function openCallbackInbox(
  channel: ChannelPort,
  account: ChannelAccount,
  clock: Clock,
): Promise<CallbackInbox> {
  const callbacks: RawCallback[] = [];
  let refusal: number | null = null;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      if (refusal !== null) {
        response.writeHead(refusal).end();
        return;
      }
      callbacks.push({
        purpose: request.url!.split('/').at(-1)!,
        content_type: request.headers['content-type'] ?? null,
        body: Buffer.concat(parts),
        received_at: clock.now(),
        account,
      });
      response.writeHead(200, { 'content-type': channel.answer.content_type }).end(channel.answer.body);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/secret-path`,
    callbacks,
    events: () => callbacks.flatMap((raw) => channel.read(raw).events),
    refuseWith: (status) => {
      refusal = status;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
