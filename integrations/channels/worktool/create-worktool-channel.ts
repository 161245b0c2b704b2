import type { ChannelLimits, ChannelPort } from '../../../domain/messaging/channel.port.ts';
import { askOnline } from './ask-online.ts';
import { lookUp } from './look-up.ts';
import { readCallback } from './read-callback.ts';
import { sendCommand } from './send-command.ts';
import { setCallback } from './set-callback.ts';
import { openWorktoolLine, type WorktoolLineOptions } from './worktool-line.ts';

/**
 * 60 requests a minute from one address is the vendor's rule, with a ban for who keeps breaking it. A robot works through its
 * commands one by one, 4 to 5 seconds each: sent faster they only pile up where nobody can take them back.
 */
const LIMITS: ChannelLimits = {
  calls_per_minute: 60,
  pause_ms: 5000,
  commands_per_day: null,
  window_hours: null,
  groups: true,
  mentions: true,
  longest_text: 2000,
  largest_file: 10 * 1024 * 1024,
  confirmed_by: 'callback',
  ask_after_ms: 60_000,
};

/** WeCom through WorkTool: a robot that works a phone by itself. It knows people and groups by the names it sees. */
export function createWorktoolChannel(options: WorktoolLineOptions): ChannelPort {
  const { clock } = options;
  const line = openWorktoolLine(options);
  return {
    name: 'worktool',
    limits: LIMITS,
    carries: ['text', 'image', 'file', 'remark'],
    read: readCallback,
    // Another code would be said in the chat, and a text would be an answer to the customer.
    answer: { content_type: 'application/json', body: '{"code":0,"message":"success"}' },
    send: (account, command, signal) => sendCommand(line, clock, account, command, signal),
    lookUp: (account, sent, signal) => lookUp({ line, clock, account, signal }, sent),
    online: (account, signal) => askOnline(line, account, signal),
    setCallback: (account, url, signal) => setCallback(line, account, url, signal),
  };
}
