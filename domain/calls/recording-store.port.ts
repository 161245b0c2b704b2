/** A recording on its way into our own keeping. */
export interface IncomingRecording {
  readonly task_id: string;
  readonly file_name: string;
  readonly content_type: string;
  /** The bytes as they come. Throws when the line breaks: then nothing may be kept. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

export interface KeptRecording {
  /** Where it is kept, in the words of the store. */
  readonly key: string;
  readonly size: number;
}

/** Where recordings are kept: the dialer's links expire. Owned here, given at composition. */
export interface RecordingStore {
  /** Keeps a recording whole or not at all; the same task twice replaces the first. */
  keep(recording: IncomingRecording): Promise<KeptRecording>;
}

/** A kept recording as it is given out. */
export interface OpenRecording {
  readonly content_type: string;
  readonly size: number;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** The store with its other half: reading. */
export interface RecordingShelf extends RecordingStore {
  /** The recording behind a key; null when this store does not have it (any more). */
  open(key: string): Promise<OpenRecording | null>;
}
