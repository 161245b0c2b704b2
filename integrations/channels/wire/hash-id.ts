import { createHash } from 'node:crypto';

/** An id made of what is known, for messages that come without one. The parts cannot run into each other. */
export function hashId(...parts: readonly (string | number | null)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 32);
}
