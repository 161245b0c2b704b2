import type { ChannelMessageKind } from '../../kernel/contracts/messaging.ts';
import type { RefusalReason } from './refusal-reasons.ts';

/** Somebody as a channel names them. `stable` is false where the id is only a display name, which people change. */
export interface Sender {
  readonly id: string;
  readonly name: string;
  readonly stable: boolean;
}

/** The group or person a message belongs to, seen from the account. */
export interface Conversation {
  readonly kind: 'group' | 'person';
  readonly id: string;
  readonly name: string;
  readonly stable: boolean;
  /** Colleagues' own groups and contacts, as far as the channel tells. */
  readonly internal: boolean | null;
}

/** A message somebody wrote. */
export interface InboundMessage {
  readonly kind: 'message';
  /**
   * The same for every report of one message by one account: a repeated callback changes nothing. Where the vendor has no
   * id, a hash of what it tells.
   */
  readonly source_id: string;
  /**
   * How long the same `source_id`, or the same `twin_key` from another account, means the same message, in milliseconds;
   * null for ever (the vendor's own id).
   */
  readonly same_within_ms: number | null;
  /**
   * Equal for one message reported by several accounts of one group; null where that cannot be told. Compares reports of
   * different accounts only: what one account reports twice is told by `source_id`.
   */
  readonly twin_key: string | null;
  readonly conversation: Conversation;
  readonly sender: Sender;
  /** Sent by the account itself: from the phone, or an echo of what we sent. */
  readonly own: boolean;
  readonly message_kind: ChannelMessageKind;
  /** What was written, without the mention of the account; the title of links, files and mini programs. Empty for media. */
  readonly text: string;
  /** As it came, at most 10,000 characters. */
  readonly raw_text: string;
  readonly mentions_account: boolean;
  readonly mentioned_ids: readonly string[];
  readonly quoted: { readonly sender: string | null; readonly text: string } | null;
  /** The vendor's id of the message, for quoting, recalling, and matching echoes. */
  readonly vendor_id: string | null;
  /** When the vendor says it was written; null: it does not say. */
  readonly sent_at: Date | null;
  /** Orders messages of one second. */
  readonly sequence: number | null;
}

/** What the vendor reports of a command we sent. */
export interface InboundResult {
  readonly kind: 'result';
  readonly vendor_id: string;
  /** Tells commands of one call apart: what it was and to whom, as the vendor gives it back. */
  readonly of: { readonly kind: string; readonly target: string | null; readonly text: string | null };
  readonly done: boolean;
  readonly reason: RefusalReason | null;
  readonly vendor_code: string | null;
  readonly vendor_words: string | null;
  readonly retry: 'never' | 'later';
  readonly at: Date | null;
}

export interface InboundAccountState {
  readonly kind: 'account_state';
  readonly state: 'online' | 'offline';
  readonly cause: string | null;
}

/** Someone new, or somebody who wants to be. */
export interface InboundFriend {
  readonly kind: 'friend_added' | 'friend_requested' | 'friend_removed';
  readonly source_id: string;
  /** As for messages: without an id of the vendor's, the same event is told by its hash for a while only. */
  readonly same_within_ms: number | null;
  readonly person: Sender;
  readonly greeting: string | null;
  /** What the vendor wants back when the request is accepted; opaque. Null where there is nothing to accept. */
  readonly token: string | null;
}

/** A contact's or a group's particulars as they now are; whether it is someone new, the caller's table knows. */
export interface InboundParticulars {
  readonly kind: 'contact_changed' | 'group_changed';
  readonly id: string;
  readonly name: string;
  readonly remark: string | null;
}

export interface InboundRecall {
  readonly kind: 'recalled';
  readonly conversation: Conversation;
  readonly vendor_id: string;
}

/** The vendor tries the address, or reports what concerns nobody (another device's reading state). */
export interface InboundNothing {
  readonly kind: 'nothing';
  readonly why: string;
}

export type Inbound =
  | InboundMessage
  | InboundResult
  | InboundAccountState
  | InboundFriend
  | InboundParticulars
  | InboundRecall
  | InboundNothing;

/** Stored as it came, not acted upon. */
export interface Unreadable {
  readonly kind: 'unreadable';
  readonly why: string;
}
