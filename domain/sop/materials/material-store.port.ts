/** A part of the bytes: from the first to the last one, both counted from 0 and both included. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Where the bytes of materials lie: a folder, or a store of objects. A key (`ab/` and the SHA-256 in hex that begins with it)
 * names its content, so it is never written anew.
 */
export interface MaterialStore {
  /** Keeps bytes for good before it answers; the same key again changes nothing. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** All bytes, or a part of them (shorter where they end before). Null: there are none under this key. */
  get(key: string, range?: ByteRange): Promise<Uint8Array | null>;
  /** How many bytes there are. Null: none. */
  head(key: string): Promise<{ readonly bytes: number } | null>;
  /** Takes bytes away; none there is no fault. */
  delete(key: string): Promise<void>;
}

const KEY = /^([0-9a-f]{2})\/\1[0-9a-f]{62}$/;

/**
 * The key, checked: one that was not made by us could lead out of the store.
 * @throws TypeError
 */
export function materialKey(key: string): string {
  if (!KEY.test(key)) throw new TypeError('Not a key of a material');
  return key;
}
