import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../kernel/random.ts';

/**
 * The secret that signs access tokens: from the environment, else one that is made once and kept in the data folder,
 * readable by its owner only, so that a restart signs nobody out.
 */
export function signingSecret(given: string | null, dataDir: string, random: Random): string {
  if (given) return given;
  const path = join(dataDir, 'signing-secret');
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'ENOENT') throw thrown;
  }
  const secret = random.bytes(48).toString('base64url');
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(path, `${secret}\n`, { mode: 0o600 });
  return secret;
}
