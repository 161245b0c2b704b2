import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Outbound } from '../../../domain/messaging/outbound.ts';
import { channelSuite } from './channel.suite.ts';
import { openWebChatBench } from './web-chat-bench.ts';

const payloads = join(import.meta.dirname, '../../../integrations/channels/web-chat/payloads');
channelSuite('web-chat', payloads, openWebChatBench);

describe('web-chat', () => {
  it('knows nothing when keeping was interrupted, and finds out by asking', async () => {
    const { channel, account, clock, person, breakDoor } = await openWebChatBench();
    const now = clock.now();
    for (const [when, state] of [
      ['before', 'absent'],
      ['after', 'done'],
    ] as const) {
      const command: Outbound = { kind: 'text', to: person, text: when, mentions: [] };
      breakDoor(when);
      expect(await channel.send(account, command)).toMatchObject({ state: 'unknown' });
      expect(await channel.online(account)).toBe('unknown');
      const sent = { command, vendor_id: null, from: now, to: now };
      expect(await channel.lookUp(account, sent)).toMatchObject({ state: 'unknown' });
      breakDoor(null);
      expect(await channel.lookUp(account, sent)).toMatchObject({ state });
    }
  });
});
