import { zipSync } from 'fflate';
import type { ArchiveEntry } from './read-archive.ts';

/**
 * The wanted parts of an archive as a new, unpacked archive. Office libraries unzip by themselves without any limit, so
 * they are only given what was measured here; pictures and macros never reach them.
 */
export function repack(entries: readonly ArchiveEntry[], wanted: RegExp): Uint8Array {
  const parts: Record<string, Uint8Array> = {};
  for (const entry of entries) if (wanted.test(entry.path)) parts[entry.path] = entry.read();
  return zipSync(parts, { level: 0 });
}
