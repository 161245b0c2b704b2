import type { RefusalReason } from '../refusal-reasons.ts';

/** Attempts at most before a person decides (spec 002 §3.6). */
export const MOST_ATTEMPTS = 3;

/** Pause before the second and third attempt, in milliseconds. */
const PAUSES_MS = [5000, 30_000] as const;

/** Refusals that are nobody's fault: nothing left, so the attempt does not count. In milliseconds until the next try. */
const FREE_TRIES_MS: Partial<Record<RefusalReason, number>> = { too_many_calls: 60_000, account_offline: 60_000 };

/** How long free tries may go on, in milliseconds. */
const FREE_TRIES_END_MS = 24 * 3_600_000;

/** When to ask the vendor about a command without a word from it, by how often it was asked, in milliseconds. */
const CHECK_PAUSES_MS = [60_000, 120_000, 300_000, 900_000] as const;

/** Asked so often in vain, a person has to look. */
export const MOST_CHECKS = CHECK_PAUSES_MS.length + 1;

export interface Retry {
  readonly at: Date;
  readonly counts: boolean;
}

/** When to try again after a refusal that allows it; null: not any more. */
export function nextTry(
  failed: { readonly reason: RefusalReason; readonly retry: 'never' | 'later'; readonly retry_at?: Date | null },
  command: { readonly attempts: number; readonly first: Date },
  now: Date,
): Retry | null {
  if (failed.retry === 'never') return null;
  const free = FREE_TRIES_MS[failed.reason];
  const named = failed.retry_at && failed.retry_at > now ? failed.retry_at : null;
  if (free !== undefined)
    return now.getTime() - command.first.getTime() < FREE_TRIES_END_MS
      ? { at: named ?? new Date(now.getTime() + free), counts: false }
      : null;
  const pause = PAUSES_MS[command.attempts - 1];
  return pause === undefined ? null : { at: named ?? new Date(now.getTime() + pause), counts: true };
}

/** When to ask again; null: often enough. */
export function nextCheck(checks: number, now: Date): Date | null {
  const pause = CHECK_PAUSES_MS[checks];
  return pause === undefined ? null : new Date(now.getTime() + pause);
}
