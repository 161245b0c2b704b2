import type {
  ChannelLimits,
  ChannelPort,
  LookUp,
  SendOutcome,
  SentCommand,
} from '../../../domain/messaging/channel.port.ts';
import type { Outbound } from '../../../domain/messaging/outbound.ts';
import { refusal } from '../wire/outcome-of.ts';
import { readCallback } from './read-callback.ts';
import type { VisitorDoor, VisitorMessage } from './visitor-door.ts';

export interface WebChatOptions {
  readonly door: VisitorDoor;
}

const LIMITS: ChannelLimits = {
  calls_per_minute: null,
  pause_ms: 0,
  commands_per_day: null,
  window_hours: null,
  groups: false,
  mentions: false,
  longest_text: 5000,
  largest_file: 25 * 1024 * 1024,
  // What was kept is shown whenever the visitor looks.
  confirmed_by: 'answer',
  ask_after_ms: 10_000,
};

/** The chat window on an own site. What is sent is kept for the visitor by the door given at composition. */
export function createWebChatChannel({ door }: WebChatOptions): ChannelPort {
  return {
    name: 'web-chat',
    limits: LIMITS,
    carries: ['text', 'image', 'file', 'link'],
    read: readCallback,
    answer: { content_type: 'application/json', body: '{"ok":true}' },
    async send(account, command, signal): Promise<SendOutcome> {
      const message = messageOf(command);
      if (message === null) return refusal('not_supported', 'never');
      if (signal?.aborted) return refusal('vendor_fault', 'later');
      try {
        const kept = await door.deliver(account.external_id, message.to.id, message);
        if (kept === 'no_such_visitor') return refusal('target_not_found', 'never');
        return { state: 'sent', vendor_id: kept.id, at: kept.at };
      } catch {
        return { state: 'unknown', cause: 'keeping the message was interrupted' };
      }
    },
    async lookUp(account, { command, from, to }: SentCommand): Promise<LookUp> {
      const message = messageOf(command);
      if (message === null) return { state: 'absent' };
      try {
        const kept = await door.find(account.external_id, message.to.id, message, from, to);
        return kept ? { state: 'done', at: kept.at, vendor_id: kept.id } : { state: 'absent' };
      } catch {
        return { state: 'unknown', cause: 'the messages could not be read' };
      }
    },
    async online(account) {
      try {
        return (await door.isOpen(account.external_id)) ? 'online' : 'offline';
      } catch {
        return 'unknown';
      }
    },
  };
}

function messageOf(command: Outbound): VisitorMessage | null {
  const carried =
    command.kind === 'text' || command.kind === 'image' || command.kind === 'file' || command.kind === 'link';
  return carried && command.to.kind === 'person' ? command : null;
}
