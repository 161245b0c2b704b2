import { randomFillSync } from 'node:crypto';

/** Chance is asked for many ids at once: one call costs more than the rest of an id. */
const ID_BYTES = 16;
const pool = Buffer.alloc(256 * ID_BYTES);
let used = pool.length;

function freshBytes(): Buffer {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += ID_BYTES;
  return pool.subarray(used - ID_BYTES, used);
}

/**
 * A time-ordered UUID (version 7, RFC 9562 §5.7): new rows land at the end of their index.
 * `at` defaults to the machine's clock: an id is an address, never a business time. `bytes` (16 of them) defaults to
 * fresh chance; demo data brings its own, so that a seed gives the same ids again. They are overwritten.
 */
export function newId(at: number = Date.now(), bytes: Buffer = freshBytes()): string {
  bytes.writeUIntBE(at, 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether the text has the shape of a UUID. */
export function isId(text: string): boolean {
  return UUID.test(text);
}
