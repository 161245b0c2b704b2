import type { Logger } from '../../../kernel/logger.ts';
import type { Scope } from '../../scope.ts';
import type { ChannelScope } from '../../messaging/messaging-scope.ts';
import type { ReplyJudge } from '../reply-judge.port.ts';
import type { SopPlans } from './sop-plan.ts';

/** What verbs of sequences work with when they may send. */
export type SopScope = Scope & Pick<ChannelScope, 'channels'>;

/** A material as it is stored, as far as its address goes. */
export interface StoredMaterial {
  readonly id: string;
  readonly url: string | null;
  readonly storage_key: string | null;
}

/** In the order of a turn; a reply that is heard has two of its own. */
export const SOP_FAULT_POINTS = [
  'claimed',
  'effect',
  'done',
  'carried',
  'written',
  'committed',
  'heard',
  'heard_committed',
] as const;
export type SopFaultPoint = (typeof SOP_FAULT_POINTS)[number];

/** What sequences run with. */
export interface SopEngine {
  /** A fresh unit of work each time it is asked. */
  readonly scope: () => SopScope;
  readonly judge: ReplyJudge;
  readonly plans: SopPlans;
  readonly logger: Pick<Logger, 'warn'>;
  /** Instances that one turn takes up at once; also how many steps a process has under way at the same time. */
  readonly batch: number;
  /** How long a process that was stopped in the middle of a turn keeps its instances, in milliseconds. */
  readonly longestTurnMs: number;
  /** How long replies are collected before they are judged together, in milliseconds. */
  readonly collectMs: number;
  /** Where a channel fetches a material; null: it has no address outside. */
  readonly materialUrl: (material: StoredMaterial) => string | null;
  /** Tests break the runner here, at each boundary of what it writes. */
  readonly fault?: (point: SopFaultPoint) => void;
}

/** How long somebody may take to judge a reply before another one is asked. */
export const JUDGE_LEASE_MS = 90_000;
/** Replies are collected for so long at most, however often the contact goes on writing. */
export const LONGEST_COLLECT_MS = 60_000;
