import type { Channel } from '../../kernel/contracts/messaging.ts';
import type { Inbound, Unreadable } from './inbound.ts';
import type { Outbound, OutboundKind } from './outbound.ts';
import type { RefusalReason } from './refusal-reasons.ts';

export type ChannelName = Channel;

/**
 * Who tells that a command was carried out, beside the answer to the call:
 * `answer` the answer itself is the proof; `callback` the vendor calls back, once, and can be asked; `echo` what one sends
 * comes in again as an own message; `nobody` only the page that shows it.
 */
export type Confirmation = 'answer' | 'callback' | 'echo' | 'nobody';

/** What a channel can bear. The sender obeys it and says why something was held back. */
export interface ChannelLimits {
  /** Calls a minute of the whole service to this vendor (vendors count by address); null: no limit known. */
  readonly calls_per_minute: number | null;
  /** Pause between two commands of one account, in milliseconds. */
  readonly pause_ms: number;
  /** The longer pause after commands of a kind, in milliseconds (WeChat Moments: 3 s). */
  readonly pause_ms_of?: Partial<Record<OutboundKind, number>>;
  /** Commands a day of one account; null: no limit known. */
  readonly commands_per_day: number | null;
  /** Hours after the person's last message in which one may write; null: any time. */
  readonly window_hours: number | null;
  /** Whether it reaches groups, and whether one can mention members there. */
  readonly groups: boolean;
  readonly mentions: boolean;
  /** Characters of one text. */
  readonly longest_text: number;
  /** Bytes of one file. */
  readonly largest_file: number;
  readonly confirmed_by: Confirmation;
  /** How long an accepted command may go without a word before the vendor is asked, in milliseconds. */
  readonly ask_after_ms: number;
}

/** One account of a channel, as an adapter needs it. `external_id` and `secret` stay out of logs and prompts. */
export interface ChannelAccount {
  readonly id: string;
  /** WorkTool: robotId. GeWe: appId. Web chat: the site's key. */
  readonly external_id: string;
  /** WorkTool: the robot's key, when it asks for one. GeWe: the token when it differs from the configured one. */
  readonly secret: string | null;
  /** The person's or robot's own id on the channel (GeWe: wxid), when known. Tells own messages from others'. */
  readonly own_id: string | null;
}

/** A callback as it arrived: not parsed, for parsers differ in how they keep large integers. */
export interface RawCallback {
  /** The last part of the address, which the vendor was told when the callback was set: `message`, `result`, `online`, … */
  readonly purpose: string;
  readonly content_type: string | null;
  readonly body: Uint8Array;
  readonly received_at: Date;
  readonly account: ChannelAccount;
}

/** What was found in a callback. Nothing is thrown: what cannot be read is stored and said so. */
export interface ReadCallback {
  readonly events: readonly (Inbound | Unreadable)[];
}

/** What the vendor expects as an answer to every callback, whatever was in it. */
export interface CallbackAnswer {
  readonly content_type: string;
  readonly body: string;
}

/**
 * What came of a call that sends:
 * `sent`     the vendor says it is done;
 * `accepted` the vendor took it and will do it; `vendor_id` is what to ask by;
 * `refused`  the vendor did not take it and never will as it stands, or (`retry: 'later'`) not now; nothing went out;
 * `unknown`  no answer came after the request may have arrived: never send again before it was looked up.
 */
export type SendOutcome =
  | { readonly state: 'sent'; readonly vendor_id: string | null; readonly at: Date }
  | { readonly state: 'accepted'; readonly vendor_id: string; readonly at: Date }
  | {
      readonly state: 'refused';
      readonly reason: RefusalReason;
      readonly vendor_code: string | null;
      /** The vendor's words, shortened; data, never shown as ours. */
      readonly vendor_words: string | null;
      readonly retry: 'never' | 'later';
      /** When the vendor named a time. */
      readonly retry_at: Date | null;
    }
  | { readonly state: 'unknown'; readonly cause: string };

/** What was sent, for asking about it later. `vendor_id` is null when no answer came. */
export interface SentCommand {
  readonly command: Outbound;
  readonly vendor_id: string | null;
  /** When the call began, and when it ended or was given up. */
  readonly from: Date;
  readonly to: Date;
}

/**
 * What the vendor says of a command that was sent earlier:
 * `done`; `failed` (with whether another try makes sense); `pending` it has it and has not done it yet;
 * `absent` it never got it, so another try is safe; `unknown` it cannot say.
 */
export type LookUp =
  | { readonly state: 'done'; readonly at: Date | null; readonly vendor_id: string | null }
  | {
      readonly state: 'failed';
      readonly reason: RefusalReason;
      readonly vendor_code: string | null;
      readonly vendor_words: string | null;
      readonly retry: 'never' | 'later';
    }
  | { readonly state: 'pending'; readonly vendor_id: string | null }
  | { readonly state: 'absent' }
  | { readonly state: 'unknown'; readonly cause: string };

/** A person on the channel's contact list. */
export interface ChannelContact {
  readonly external_id: string;
  readonly name: string;
  readonly remark: string | null;
  readonly labels: readonly string[];
}

/** A group and who is in it, when the channel tells. */
export interface ChannelGroup {
  readonly external_id: string;
  readonly name: string;
  readonly remark: string | null;
}

export interface ChannelMember {
  readonly external_id: string;
  /** The name in the group, else the person's own. */
  readonly name: string;
  readonly admin: boolean;
}

/** The account's address book, where the channel offers one. Throws `channels.*` errors. */
export interface ChannelDirectory {
  contacts(account: ChannelAccount, signal?: AbortSignal): Promise<ChannelContact[]>;
  groups(account: ChannelAccount, signal?: AbortSignal): Promise<ChannelGroup[]>;
  members(account: ChannelAccount, group: string, signal?: AbortSignal): Promise<ChannelMember[]>;
}

/**
 * One messaging vendor, seen from the rooms. Adapters are stateless: what must survive lives in the caller's tables.
 * Proved by `tests/conformance/channel`, which every adapter runs against its simulator.
 */
export interface ChannelPort {
  readonly name: Channel;
  readonly limits: ChannelLimits;
  /** What it can carry; anything else is refused as `not_supported` without a call. */
  readonly carries: readonly OutboundKind[];
  /**
   * The `external_id` of the account a callback concerns, where the vendor has one address for several accounts (GeWe: one
   * for all devices of a token); null: it does not say. Pure and total. A callback read for another account is unreadable.
   */
  accountIn?(raw: Pick<RawCallback, 'content_type' | 'body'>): string | null;
  /** Reads a callback without any call; pure and total. */
  read(raw: RawCallback): ReadCallback;
  readonly answer: CallbackAnswer;
  /**
   * Sends one command. Never throws for what the vendor or the network does; an aborted `signal` after the request left
   * gives `unknown`.
   */
  send(account: ChannelAccount, command: Outbound, signal?: AbortSignal): Promise<SendOutcome>;
  /** Asks about commands sent earlier. */
  lookUp(account: ChannelAccount, sent: SentCommand, signal?: AbortSignal): Promise<LookUp>;
  /** Whether the account is there; `unknown` when the vendor does not answer or not clearly. */
  online(account: ChannelAccount, signal?: AbortSignal): Promise<'online' | 'offline' | 'unknown'>;
  /** Tells the vendor where to call back; `url` ends before the purpose. Throws `channels.*` errors. */
  setCallback?(account: ChannelAccount, url: string, signal?: AbortSignal): Promise<void>;
  readonly directory?: ChannelDirectory;
}
