const SECOND_MS = 1000;
const MINUTE_MS = 60_000;

/** Pauses before a callback is read again whose reading failed, in milliseconds; after the last one a person decides. */
export const CALLBACK_RETRY_MS = [10 * SECOND_MS, MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS] as const;

/** Readings of one callback that may be begun in a row without an end: a process that dies may have died of something else. */
export const MOST_READINGS = 3;

/** When a callback is tried again after so many failures; null: not by itself. */
export function nextReading(failures: number, now: Date): Date | null {
  const pause = CALLBACK_RETRY_MS[failures - 1];
  return pause === undefined ? null : new Date(now.getTime() + pause);
}
