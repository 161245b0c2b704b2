import type { Outbound, OutboundKind } from '../outbound.ts';
import type {
  AccountState,
  CommandSource,
  ConversationKind,
  PolicyNote,
  SendPolicyView,
} from '../../../kernel/contracts/messaging.ts';
import type { SpeechKind } from '../../../kernel/contracts/messaging-robots.ts';
import type { ChannelLimits } from '../channel.port.ts';

/** Everything a rule may look at. Read once for a command, so that a decision can be told and tested without a database. */
export interface SendFacts {
  readonly now: Date;
  readonly policy: SendPolicyView;
  readonly limits: ChannelLimits;
  readonly carries: readonly OutboundKind[];
  readonly account: {
    readonly state: AccountState;
    readonly paused: boolean;
    readonly rest_until: Date | null;
    /** Commands of today that left or may have left. */
    readonly sent_today: number;
    readonly commands_per_day: number | null;
  };
  /** Calls of the whole service to this vendor within the last minute. */
  readonly vendor_calls_last_minute: number;
  /** Null for what goes to no one in particular (Moments). */
  readonly conversation: {
    readonly kind: ConversationKind;
    readonly silent_until: Date | null;
    readonly last_inbound_at: Date | null;
    /** Why this person is not to be written to; null: they may be. */
    readonly disturb_reason: string | null;
    /** Messages nobody asked for that this person got in the last hour and today, over all accounts. */
    readonly proactive_last_hour: number;
    readonly proactive_today: number;
    /** Answers of robots here in the last minute. */
    readonly replies_last_minute: number;
    /** Somebody asked whether a person or a machine answers, and no colleague has written since. */
    readonly asked_whether_human: boolean;
  } | null;
  /** Other conversations that got nearly this text from this account within the last hour. */
  readonly same_text_last_hour: number;
  readonly command: {
    readonly outbound: Outbound;
    readonly source: CommandSource;
    readonly proactive: boolean;
    /** Goes along with what colleagues do here: a notice, or soothing somebody until a colleague comes. */
    readonly beside_staff: boolean;
    readonly speech: SpeechKind;
    /** A person saw this very text and agreed. */
    readonly approved: boolean;
    readonly expires_at: Date | null;
  };
}

/** What a rule says against sending now: later, not before somebody looked, or not at all. */
export type Objection =
  | { readonly verdict: 'put_off'; readonly until: Date; readonly words: string }
  | { readonly verdict: 'hold'; readonly words: string }
  | { readonly verdict: 'refuse'; readonly words: string };

/** One rule of the sending policy; null: nothing against it. */
export interface SendRule {
  readonly name: string;
  check(facts: SendFacts): Objection | null;
}

/** A rule's objection as it is stored and shown. */
export function noteOf(rule: SendRule, objection: Objection): PolicyNote {
  return {
    rule: rule.name,
    verdict: objection.verdict,
    words: objection.words,
    until: objection.verdict === 'put_off' ? objection.until.toISOString() : null,
  };
}
