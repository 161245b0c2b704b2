import { createWebChatChannel } from '../../../integrations/channels/web-chat/create-web-chat-channel.ts';
import type { KeptMessage, VisitorDoor, VisitorMessage } from '../../../integrations/channels/web-chat/visitor-door.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import type { ChannelBench } from './channel-bench.ts';

interface Kept extends KeptMessage {
  readonly visitor: string;
  readonly message: VisitorMessage;
}

export interface WebChatBench extends ChannelBench {
  /** How the door fails next: before or after it kept the message. */
  breakDoor(when: 'before' | 'after' | null): void;
}

/** The chat window in front of a door that keeps messages in memory. */
export function openWebChatBench(): Promise<WebChatBench> {
  const clock = new FakeClock();
  const kept: Kept[] = [];
  let calls = 0;
  let isOpen = true;
  let broken: 'before' | 'after' | null = null;
  const door: VisitorDoor = {
    deliver: async (site, visitor, message) => {
      calls += 1;
      if (broken === 'before') throw new Error('the database went away');
      if (site !== 'site-key-secret' || visitor !== 'v-1') return 'no_such_visitor';
      const one = { id: `k-${kept.length + 1}`, at: clock.now(), visitor, message };
      kept.push(one);
      if (broken === 'after') throw new Error('the database went away');
      return { id: one.id, at: one.at };
    },
    find: async (_site, visitor, message, from, to) => {
      if (broken) throw new Error('the database went away');
      const found = kept.find(
        (one) =>
          one.visitor === visitor &&
          JSON.stringify(one.message) === JSON.stringify(message) &&
          one.at >= from &&
          one.at <= to,
      );
      return found ? { id: found.id, at: found.at } : null;
    },
    isOpen: async () => {
      if (broken) throw new Error('the database went away');
      return isOpen;
    },
  };
  const account = { id: 'a-1', external_id: 'site-key-secret', secret: null, own_id: null };
  const person = { kind: 'person', id: 'v-1', name: '张先生' } as const;
  const nobody = { kind: 'person', id: 'v-9', name: '谁' } as const;
  const text = (to: ChannelBench['person']) => ({ kind: 'text' as const, to, text: '您好', mentions: [] });
  return Promise.resolve({
    channel: createWebChatChannel({ door }),
    account,
    clock,
    person,
    group: null,
    nobody,
    secrets: ['site-key-secret'],
    accepts: 'sent',
    refusals: [
      {
        name: 'no such visitor',
        arrange: () => {},
        command: text(nobody),
        expected: { reason: 'target_not_found', retry: 'never' },
      },
      {
        name: 'no such site',
        arrange: () => {},
        account: { ...account, external_id: 'another' },
        command: text(person),
        expected: { reason: 'target_not_found', retry: 'never' },
      },
    ],
    breakDoor: (when) => {
      broken = when;
    },
    delivered: () =>
      kept.map(({ visitor, message }) => ({
        to: visitor,
        what: message.kind,
        text: message.kind === 'text' ? message.text : message.url,
      })),
    workThrough: () => Promise.resolve(),
    calls: () => calls,
    setOnline: (online) => {
      isOpen = online;
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  });
}
