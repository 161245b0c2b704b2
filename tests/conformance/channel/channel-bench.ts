import type { ChannelAccount, ChannelPort, SendOutcome } from '../../../domain/messaging/channel.port.ts';
import type { Outbound, OutboundKind, Recipient } from '../../../domain/messaging/outbound.ts';
import type { FakeClock } from '../../support/fake-clock.ts';

/** What went out as a customer would see it. */
export interface Delivered {
  readonly to: string;
  readonly what: string;
  readonly text: string;
}

/** A situation in which a vendor refuses. */
export interface RefusalCase {
  readonly name: string;
  arrange(): Promise<void> | void;
  readonly command: Outbound;
  readonly account?: ChannelAccount;
  readonly expected: Partial<Extract<SendOutcome, { state: 'refused' }>>;
}

/** A channel with its vendor at hand, set up anew for every test. */
export interface ChannelBench {
  readonly channel: ChannelPort;
  readonly account: ChannelAccount;
  readonly clock: FakeClock;
  readonly person: Recipient;
  /** `null` where the channel has no groups. */
  readonly group: Recipient | null;
  /** Whom nobody knows. */
  readonly nobody: Recipient;
  /** What must never be told. */
  readonly secrets: readonly string[];
  /** What the vendor answers a call that went well: `sent` or `accepted`. */
  readonly accepts: 'sent' | 'accepted';
  readonly refusals: readonly RefusalCase[];
  delivered(): Delivered[];
  /** Lets the vendor do what it has taken down. */
  workThrough(): Promise<void>;
  /** Calls the vendor saw. */
  calls(): number;
  /** The next calls that send end like this; absent for channels without a wire. */
  readonly wire?: {
    strike(fault: 'answer_hangs' | 'answer_cut' | 'call_lost' | 'http_500'): void;
    /** The same channel at an address nobody listens on. */
    readonly nobodyListens: ChannelPort;
    /** The vendor answers whether the account is there in a way nobody understands. */
    answerOddly(): void;
  };
  setOnline(online: boolean): Promise<void>;
  close(): Promise<void>;
}

const url = 'https://example.com/price.png';

/** One command of every kind there is. */
export function sampleOf(kind: OutboundKind, to: Recipient): Outbound {
  switch (kind) {
    case 'text':
      return { kind, to, text: '您好，报价已发您\n请查收', mentions: [] };
    case 'image':
      return { kind, to, url, name: 'price.png' };
    case 'file':
      return { kind, to, url: 'https://example.com/合同.pdf', name: '合同.pdf' };
    case 'link':
      return { kind, to, url: 'https://example.com/a', title: '方案', description: '说明', thumbnail: null };
    case 'moment':
      return { kind, text: '新品上市', images: [], link: null, visible_to: [], hidden_from: [] };
    case 'labels':
      return { kind, to, add: ['重点客户'], remove: [] };
    case 'remark':
      return { kind, to, remark: '张总-上海' };
  }
}
