import type { ChannelPort } from '../../domain/messaging/channel.port.ts';

/** What the vendor took, and for which account. */
export interface Taken {
  readonly vendorId: string;
  readonly accountId: string;
}

/** A vendor that takes every command at once; `taken` hears of each. */
export function instantChannel(taken: (command: Taken) => void): ChannelPort {
  let count = 0;
  return {
    name: 'worktool',
    limits: {
      calls_per_minute: null,
      pause_ms: 0,
      commands_per_day: null,
      window_hours: null,
      groups: true,
      mentions: true,
      longest_text: 2000,
      largest_file: 0,
      confirmed_by: 'callback',
      ask_after_ms: 60_000,
    },
    carries: ['text'],
    answer: { content_type: 'application/json', body: '{"code":0}' },
    read: ({ body }) => ({
      events: [
        {
          kind: 'result',
          vendor_id: Buffer.from(body).toString(),
          of: { kind: 'text', target: null, text: null },
          done: true,
          reason: null,
          vendor_code: null,
          vendor_words: null,
          retry: 'never',
          at: null,
        },
      ],
    }),
    send: ({ id: accountId }) => {
      const vendorId = `taken-${(count += 1)}`;
      taken({ vendorId, accountId });
      return Promise.resolve({ state: 'accepted', vendor_id: vendorId, at: new Date() });
    },
    lookUp: () => Promise.resolve({ state: 'unknown', cause: 'this vendor only reports' }),
    online: () => Promise.resolve('online'),
  };
}
