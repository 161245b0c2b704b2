/** Where the bytes of materials lie: a folder, or a store of objects. A key names its content, so it is never written anew. */
export interface MaterialStore {
  /** Keeps bytes for good before it answers; the same key again changes nothing. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** Null: there are none under this key. */
  get(key: string): Promise<Uint8Array | null>;
}
