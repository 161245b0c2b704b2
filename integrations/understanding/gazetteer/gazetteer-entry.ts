/** The kinds of names a sentence may hold. The first group are records, the second closed lists of values. */
export const NAME_KINDS = [
  'customer',
  'contact',
  'lead',
  'opportunity',
  'person',
  'team',
  'product',
  'tag',
  'region',
  'sector',
  'source',
  'series',
  'stage',
  'lead_status',
  'lead_grade',
  'segment',
  'activity_kind',
  'group',
  'robot',
] as const;
export type NameKind = (typeof NAME_KINDS)[number];

/** One name that may be mentioned. */
export interface GazetteerEntry {
  readonly kind: NameKind;
  readonly id: string;
  readonly name: string;
  readonly aliases?: readonly string[];
  /** 「KH-000123」 */
  readonly code?: string;
  /** The customer a contact or a deal belongs to, as its full name. */
  readonly of?: string;
  /** Tells twins apart when a choice is offered: a city, an owner. */
  readonly hint?: string;
  /** Whose record it is: choices are only offered to those who may see it. */
  readonly ownerId?: string;
  readonly teamId?: string;
}

/** How a mention was recognised, the surest first. A `part` is a piece people use as a name: 「小王」「蓝鲸」 for 「蓝鲸跨境」. */
export type MatchKind = 'code' | 'full' | 'alias' | 'short' | 'part' | 'sound' | 'slip';

export interface MentionCandidate {
  readonly entry: GazetteerEntry;
  readonly match: MatchKind;
  /** 0-1; full name and code 1. */
  readonly score: number;
}

/** Names found at one place of the sentence; several candidates are several records of that name. */
export interface Mention {
  readonly start: number;
  readonly end: number;
  readonly candidates: readonly MentionCandidate[];
}
