import type { Clock } from '../../../kernel/clock.ts';
import type { Logger } from '../../../kernel/logger.ts';
import type { Random } from '../../../kernel/random.ts';

export interface AliyunDialerOptions {
  /** `https://outboundbot.cn-shanghai.aliyuncs.com/`, or a simulator's address. */
  readonly url: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly instanceId: string;
  /** Calls a second of this process; 5 is safe, the vendor publishes no number. */
  readonly callsPerSecond: number;
  /** Longest wait for an answer. */
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** Waits; given by tests so that they need not. Rejects when the signal is aborted. */
  readonly pause?: (ms: number, signal?: AbortSignal) => Promise<void>;
}
