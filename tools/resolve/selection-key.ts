import { createHash } from 'node:crypto';

/** A short key that is equal for equal sets of ids, whatever their order. */
export function selectionKey(ids: readonly string[]): string {
  return createHash('sha256').update(ids.toSorted().join(',')).digest('hex').slice(0, 32);
}
