import type { ChannelLimits, ChannelPort } from '../../../domain/messaging/channel.port.ts';
import { askOnline } from './ask-online.ts';
import { geweDirectory } from './directory.ts';
import { openGeweLine, type GeweLineOptions } from './gewe-line.ts';
import { lookUp } from './look-up.ts';
import { accountIn, readCallback } from './read-callback.ts';
import { sendCommand } from './send-command.ts';
import { setCallback } from './set-callback.ts';

/** The pauses are the vendor's advice. What it does not limit, WeChat does, by banning accounts: that is the sender's care. */
const LIMITS: ChannelLimits = {
  calls_per_minute: null,
  pause_ms: 1000,
  pause_ms_of: { moment: 3000 },
  commands_per_day: null,
  window_hours: null,
  groups: true,
  mentions: true,
  longest_text: 2000,
  largest_file: 25 * 1024 * 1024,
  confirmed_by: 'answer',
  ask_after_ms: 60_000,
};

/** A personal WeChat account through GeWe. People and groups have ids of their own. */
export function createGeweChannel(options: GeweLineOptions): ChannelPort {
  const line = openGeweLine(options);
  return {
    name: 'gewe',
    limits: LIMITS,
    carries: ['text', 'image', 'file', 'link', 'moment', 'labels', 'remark'],
    accountIn,
    read: readCallback,
    answer: { content_type: 'text/plain; charset=utf-8', body: 'success' },
    send: (account, command, signal) => sendCommand({ line, account, signal }, command),
    lookUp: (account, sent, signal) => lookUp({ line, account, signal }, sent),
    online: (account, signal) => askOnline({ line, account, signal }),
    setCallback: (account, url, signal) => setCallback({ line, account, signal }, url),
    directory: geweDirectory(line),
  };
}
