import { createHash } from 'node:crypto';

/** SHA-256 of a random secret, in hex: enough for secrets that cannot be guessed (tokens), never for passwords. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
