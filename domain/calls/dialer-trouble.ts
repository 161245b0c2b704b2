import type { AppError } from '../../kernel/errors.ts';
import { callsError } from './errors.ts';

/**
 * Why the dialer gave nothing usable. The kind decides what may be done:
 * `network` the line or the dialer was down, another try may succeed; `throttled` it asks for a pause; `business` it said no
 * and will say so again.
 */
export const TROUBLE_KINDS = ['network', 'throttled', 'business'] as const;
export type TroubleKind = (typeof TROUBLE_KINDS)[number];

export const TROUBLE_REASONS = [
  'no_connection',
  'no_answer_in_time',
  'dialer_fault',
  'unreadable_answer',
  'too_many_calls',
  'clocks_differ',
  'key_refused',
  'not_permitted',
  'not_found',
  'invalid_request',
  'refused',
  'cancelled',
] as const;
export type TroubleReason = (typeof TROUBLE_REASONS)[number];

export interface DialerTrouble {
  readonly kind: TroubleKind;
  readonly reason: TroubleReason;
  readonly vendor_code: string | null;
  /**
   * The vendor's words, shortened, without numbers and keys; data, never shown as ours. For a request that was never sent: what
   * was wrong with it.
   */
  readonly vendor_words: string | null;
}

/** A trouble as the error a job or a route raises: only network and throttling are tried again. */
export function troubleError(trouble: DialerTrouble): AppError {
  const { kind, reason, vendor_code } = trouble;
  const code = (
    { network: 'calls.dialer_down', throttled: 'calls.dialer_busy', business: 'calls.dialer_refused' } as const
  )[kind];
  return callsError(code, { details: { reason: vendor_code ?? reason } });
}
